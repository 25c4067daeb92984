import { Form, Input, QRCode } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { CopyField } from '@/shared/ui/CopyField';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { LabelledField } from '@/shared/ui/LabelledField';
import { useBeginTotp, useConfirmTotp } from '../api';

interface TotpForm {
  password: string;
  code: string;
}

interface SetUpTotpDrawerProps {
  open: boolean;
  onClose: () => void;
  onCodes: (codes: readonly string[]) => void;
}

/** Password first, then the QR code and the code that the app makes of it. */
export function SetUpTotpDrawer({ open, onClose, onCodes }: SetUpTotpDrawerProps) {
  const text = useText();
  const [form] = Form.useForm<TotpForm>();
  const begin = useBeginTotp();
  const confirm = useConfirmTotp();
  const [enrolment, setEnrolment] = useState<{ secret: string; uri: string }>();
  const close = () => {
    begin.reset();
    confirm.reset();
    setEnrolment(undefined);
    onClose();
  };
  const submit = ({ password, code }: TotpForm) => {
    if (enrolment === undefined) {
      begin.mutate({ password }, { onSuccess: setEnrolment });
    } else {
      confirm.mutate(
        { code: code.trim() },
        {
          onSuccess: ({ recoveryCodes }) => {
            close();
            onCodes(recoveryCodes);
          },
        },
      );
    }
  };
  return (
    <FormDrawer
      title={text('totp.setUp')}
      open={open}
      form={form}
      submitLabel={text(enrolment === undefined ? 'totp.next' : 'totp.turnOn')}
      submitting={begin.isPending || confirm.isPending}
      error={enrolment === undefined ? begin.error : confirm.error}
      onClose={close}
      onSubmit={submit}
    >
      {enrolment === undefined ? (
        <Form.Item<TotpForm>
          name="password"
          label={text('password.current')}
          extra={text('totp.password.hint')}
          rules={[{ required: true, message: text('password.current.required') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      ) : (
        <>
          <p>{text('totp.scan')}</p>
          <div style={{ display: 'flex', justifyContent: 'center', marginBottom: 16 }}>
            <QRCode type="svg" aria-label={text('totp.qr')} value={enrolment.uri} size={208} />
          </div>
          <LabelledField label={text('totp.byHand')}>{(id) => <CopyField id={id} value={enrolment.secret} />}</LabelledField>
          <div style={{ height: 16 }} />
          <Form.Item<TotpForm>
            name="code"
            label={text('code.label')}
            rules={[{ required: true, pattern: /^\s*\d{6}\s*$/, message: text('code.sixDigits') }]}
          >
            <Input autoComplete="one-time-code" inputMode="numeric" maxLength={8} />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
