import { Alert, Button, Modal } from 'antd';
import { useText } from '@/shared/i18n/text';
import { CopyField } from '@/shared/ui/CopyField';
import { LabelledField } from '@/shared/ui/LabelledField';

/** The only time that recovery codes are seen; no click beside it closes it. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const text = useText();
  return (
    <Modal
      open
      title={text('totp.codes.title')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {text('totp.codes.done')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={text('totp.codes.hint')} style={{ marginBottom: 16 }} />
      <ul
        aria-label={text('totp.codes.title')}
        style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '6px 24px', margin: '0 0 16px', padding: 0, listStyle: 'none' }}
      >
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <LabelledField label={text('totp.codes.all')}>{(id) => <CopyField id={id} value={codes.join(' ')} />}</LabelledField>
    </Modal>
  );
}
