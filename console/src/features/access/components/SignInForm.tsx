import { Button, Form, Input } from 'antd';
import { useSearchParams } from 'react-router';
import type { Schemas } from '@/shared/api/client';
import { ProblemError } from '@/shared/api/problem';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { LockOutlined, UserOutlined } from '@/shared/ui/icons';
import { isCodeRequired, useSignIn } from '../api';
import { CodeForm } from './CodeForm';
import { CompanySignIn } from './CompanySignIn';
import styles from './SignInForm.module.css';

export function SignInForm() {
  const text = useText();
  const signIn = useSignIn();
  const [search, setSearch] = useSearchParams();
  // Who comes back from the identity provider may owe the second step too.
  if (search.get('step') === 'code' || (signIn.error && isCodeRequired(signIn.error))) {
    const goBack = () => {
      signIn.reset();
      setSearch({}, { replace: true });
    };
    return <CodeForm onBack={goBack} />;
  }
  return (
    <>
      <h1 className={styles.title}>{text('signIn.title')}</h1>
      <p className={styles.hint}>{text('signIn.hint')}</p>
      {signIn.error && <ProblemAlert error={namedRefusal(signIn.error, text('signIn.refused'), text('signIn.refused.hint'))} />}
      <Form<Schemas['SignIn']> layout="vertical" size="large" requiredMark={false} onFinish={(values) => signIn.mutate(values)}>
        <Form.Item name="username" label={text('signIn.username')} rules={[{ required: true, message: text('signIn.username.required') }]}>
          <Input prefix={<UserOutlined />} autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={text('signIn.password')} rules={[{ required: true, message: text('signIn.password.required') }]}>
          <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending} className={styles.submit}>
          {text('signIn.submit')}
        </Button>
      </Form>
      <CompanySignIn />
    </>
  );
}

/** 401 means everywhere else that the session ended; here that name or password is wrong. */
function namedRefusal(error: unknown, title: string, detail: string): unknown {
  if (error instanceof ProblemError && error.status === 401) {
    return new ProblemError({ ...error.problem, title, detail });
  }
  return error;
}
