import { Form, Input } from 'antd';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { useRenewRecoveryCodes, useTurnOffTotp } from '../api';

interface ProofForm {
  password: string;
  code: string;
}

interface ProveTotpDrawerProps {
  /** What the proof is for; undefined: closed. */
  purpose: 'off' | 'renew' | undefined;
  onClose: () => void;
  onCodes: (codes: readonly string[]) => void;
}

/** Turning the second factor off, or new recovery codes: only with a code. */
export function ProveTotpDrawer({ purpose, onClose, onCodes }: ProveTotpDrawerProps) {
  const text = useText();
  const [form] = Form.useForm<ProofForm>();
  const off = useTurnOffTotp();
  const renew = useRenewRecoveryCodes();
  const isOff = purpose === 'off';
  const close = () => {
    off.reset();
    renew.reset();
    onClose();
  };
  const submit = ({ password, code }: ProofForm) => {
    if (isOff) {
      off.mutate({ password, code: code.trim() }, { onSuccess: close });
    } else {
      renew.mutate(
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
      title={text(isOff ? 'totp.turnOff' : 'totp.renew')}
      open={purpose !== undefined}
      form={form}
      submitLabel={text(isOff ? 'totp.turnOff' : 'totp.renew')}
      submitting={off.isPending || renew.isPending}
      error={isOff ? off.error : renew.error}
      onClose={close}
      onSubmit={submit}
    >
      {isOff && (
        <Form.Item<ProofForm>
          name="password"
          label={text('password.current')}
          rules={[{ required: true, message: text('password.current.required') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      )}
      <Form.Item<ProofForm>
        name="code"
        label={text('code.label')}
        extra={text('code.either')}
        rules={[{ required: true, whitespace: true, message: text('code.required') }]}
      >
        <Input autoComplete="one-time-code" maxLength={40} />
      </Form.Item>
    </FormDrawer>
  );
}
