import { Button, Checkbox, Flex, Form, Input } from 'antd';
import { useSession } from '@/app/guards';
import { may, type Permission } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { type StaffWithPassword, useAddStaff } from '../api';
import { permissions, type Role, roles } from '../model';

interface PersonForm {
  username: string;
  displayName: string;
  permissions: Permission[];
}

const usernamePattern = /^[a-z0-9._-]{2,50}$/;

interface AddPersonDrawerProps {
  open: boolean;
  onClose: () => void;
  onAdded: (added: StaffWithPassword) => void;
}

export function AddPersonDrawer({ open, onClose, onAdded }: AddPersonDrawerProps) {
  const text = useText();
  const session = useSession();
  const [form] = Form.useForm<PersonForm>();
  const add = useAddStaff();
  // Nobody can give what he does not have.
  const grantable = permissions.filter((permission) => may(session, permission));
  const close = () => {
    add.reset();
    onClose();
  };
  return (
    <FormDrawer
      title={text('people.add')}
      open={open}
      form={form}
      submitLabel={text('people.add')}
      submitting={add.isPending}
      error={add.error}
      onClose={close}
      onSubmit={(values) =>
        add.mutate(
          { ...values, displayName: values.displayName.trim() },
          {
            onSuccess: (added) => {
              close();
              onAdded(added);
            },
          },
        )
      }
    >
      <Form.Item<PersonForm>
        name="displayName"
        label={text('people.displayName')}
        rules={[{ required: true, whitespace: true, message: text('people.displayName.required') }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item<PersonForm>
        name="username"
        label={text('people.username')}
        extra={text('people.username.hint')}
        rules={[{ required: true, pattern: usernamePattern, message: text('people.username.wrong') }]}
      >
        <Input maxLength={50} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Flex gap={8} wrap align="center" style={{ marginBottom: 16 }}>
        <span className="q-muted">{text('people.role')}</span>
        {(Object.keys(roles) as Role[]).map((role) => (
          <Button
            key={role}
            size="small"
            onClick={() => {
              form.setFieldValue(
                'permissions',
                roles[role].filter((permission) => grantable.includes(permission)),
              );
              form.validateFields(['permissions']);
            }}
          >
            {text(`people.role.${role}`)}
          </Button>
        ))}
      </Flex>
      <Form.Item<PersonForm>
        name="permissions"
        label={text('people.permissions')}
        // Not `required`, which would put aria-required on a group, where it says nothing.
        rules={[
          {
            validator: async (_, chosen: readonly Permission[] | undefined) => {
              if (chosen === undefined || chosen.length === 0) {
                throw new Error(text('people.permissions.required'));
              }
            },
          },
        ]}
      >
        <Checkbox.Group
          style={{ display: 'grid', gap: 10 }}
          options={grantable.map((permission) => ({ value: permission, label: text.word('permission', permission) }))}
        />
      </Form.Item>
    </FormDrawer>
  );
}
