import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';

const reasonMin = 4;

interface ReasonModalProps {
  title: string;
  hint: string;
  ok: string;
  danger?: boolean;
  busy: boolean;
  onCancel: () => void;
  onOk: (reason: string) => void;
}

/** Asks for the reason that goes on record. */
export function ReasonModal({ title, hint, ok, danger = false, busy, onCancel, onOk }: ReasonModalProps) {
  const text = useText();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={text('action.cancel')}
      okButtonProps={{ danger, disabled: reason.trim().length < reasonMin }}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => onOk(reason.trim())}
    >
      <p>{hint}</p>
      <Input.TextArea
        aria-label={text('privacy.reason')}
        maxLength={300}
        rows={3}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="q-muted">{text('privacy.reason.hint')}</div>
    </Modal>
  );
}
