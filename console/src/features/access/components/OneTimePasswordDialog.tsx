import { Alert, Button, Modal } from 'antd';
import { useText } from '@/shared/i18n/text';
import { CopyField } from '@/shared/ui/CopyField';
import { LabelledField } from '@/shared/ui/LabelledField';
import type { StaffWithPassword } from '../api';

/** The only time that a one-time password is seen; no click beside it closes it. */
export function OneTimePasswordDialog({ given, onClose }: { given: StaffWithPassword; onClose: () => void }) {
  const text = useText();
  return (
    <Modal
      open
      title={text('people.oneTime.title', { name: given.staff.displayName })}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {text('people.oneTime.done')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={text('people.oneTime.hint')} style={{ marginBottom: 16 }} />
      <LabelledField label={text('people.username')}>{(id) => <CopyField id={id} value={given.staff.username} />}</LabelledField>
      <div style={{ height: 12 }} />
      <LabelledField label={text('people.oneTime.label')}>{(id) => <CopyField id={id} value={given.oneTimePassword} />}</LabelledField>
    </Modal>
  );
}
