import { Form, Input } from 'antd';
import { useText } from '@/shared/i18n/text';

export interface PasswordForm {
  currentPassword: string;
  newPassword: string;
  repeated: string;
}

export const passwordLengthMin = 10;

/** Current, new and repeated password with their rules; inside a form. */
export function PasswordFields() {
  const text = useText();
  return (
    <>
      <Form.Item<PasswordForm>
        name="currentPassword"
        label={text('password.current')}
        rules={[{ required: true, message: text('password.current.required') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item<PasswordForm>
        name="newPassword"
        label={text('password.new')}
        extra={text('password.rule', { min: passwordLengthMin })}
        dependencies={['currentPassword']}
        rules={[
          { required: true, min: passwordLengthMin, message: text('password.rule', { min: passwordLengthMin }) },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value && value === getFieldValue('currentPassword') ? Promise.reject(new Error(text('password.same'))) : Promise.resolve(),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item<PasswordForm>
        name="repeated"
        label={text('password.repeat')}
        dependencies={['newPassword']}
        rules={[
          { required: true, message: text('password.repeat.required') },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value && value !== getFieldValue('newPassword') ? Promise.reject(new Error(text('password.differs'))) : Promise.resolve(),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
