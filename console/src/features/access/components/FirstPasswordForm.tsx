import { Button, Form } from 'antd';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { useChangePassword } from '../api';
import { PasswordFields, type PasswordForm } from './PasswordFields';
import styles from './SignInForm.module.css';

/** The one-time password is worth one thing: choosing a real one. */
export function FirstPasswordForm({ displayName }: { displayName: string }) {
  const text = useText();
  const change = useChangePassword();
  return (
    <>
      <h1 className={styles.title}>{text('firstPassword.title')}</h1>
      <p className={styles.hint}>{text('firstPassword.hint', { name: displayName })}</p>
      {change.error && <ProblemAlert error={change.error} />}
      <Form<PasswordForm>
        layout="vertical"
        size="large"
        requiredMark={false}
        onFinish={({ currentPassword, newPassword }) => change.mutate({ currentPassword, newPassword })}
      >
        <PasswordFields />
        <Button type="primary" htmlType="submit" block loading={change.isPending} className={styles.submit}>
          {text('firstPassword.submit')}
        </Button>
      </Form>
    </>
  );
}
