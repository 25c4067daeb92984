import { Button, Form, Input } from 'antd';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { useGiveCode } from '../api';
import styles from './SignInForm.module.css';

/** The second step of signing in: a code of the authenticator app, or a recovery code. */
export function CodeForm({ onBack }: { onBack: () => void }) {
  const text = useText();
  const give = useGiveCode();
  return (
    <>
      <h1 className={styles.title}>{text('code.title')}</h1>
      <p className={styles.hint}>{text('code.hint')}</p>
      {give.error && <ProblemAlert error={give.error} />}
      <Form<{ code: string }>
        layout="vertical"
        size="large"
        requiredMark={false}
        onFinish={({ code }) => give.mutate({ code: code.trim() })}
      >
        <Form.Item name="code" label={text('code.label')} rules={[{ required: true, whitespace: true, message: text('code.required') }]}>
          <Input autoComplete="one-time-code" maxLength={40} autoFocus />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={give.isPending} className={styles.submit}>
          {text('signIn.submit')}
        </Button>
        <Button type="link" block onClick={onBack} style={{ marginTop: 8 }}>
          {text('code.back')}
        </Button>
      </Form>
    </>
  );
}
