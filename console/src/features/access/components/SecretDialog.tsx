import { Alert, Button, Modal } from 'antd';
import { useText } from '@/shared/i18n/text';
import { CopyField } from '@/shared/ui/CopyField';
import { LabelledField } from '@/shared/ui/LabelledField';

/** The only time that a key is seen whole; no click beside it closes it. */
export function SecretDialog({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  const text = useText();
  return (
    <Modal
      open
      title={text('keys.made', { name })}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {text('keys.stored')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={text('keys.once')} style={{ marginBottom: 16 }} />
      <LabelledField label={text('keys.key')}>{(id) => <CopyField id={id} value={secret} />}</LabelledField>
    </Modal>
  );
}
