import { App, Form } from 'antd';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { useChangePassword } from '../api';
import { PasswordFields, type PasswordForm } from './PasswordFields';

export function ChangePasswordDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const text = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<PasswordForm>();
  const change = useChangePassword();
  const close = () => {
    change.reset();
    onClose();
  };
  return (
    <FormDrawer
      title={text('user.changePassword')}
      open={open}
      form={form}
      submitLabel={text('password.submit')}
      submitting={change.isPending}
      error={change.error}
      onClose={close}
      onSubmit={({ currentPassword, newPassword }) =>
        change.mutate(
          { currentPassword, newPassword },
          {
            onSuccess: () => {
              message.success(text('password.changed'));
              close();
            },
          },
        )
      }
    >
      <PasswordFields />
    </FormDrawer>
  );
}
