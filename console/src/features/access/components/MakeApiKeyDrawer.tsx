import { Checkbox, Form, Input, Select } from 'antd';
import { useSession } from '@/app/guards';
import { may, type Permission } from '@/shared/access';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { useCreateApiKey } from '../api';
import { permissions } from '../model';

/** With these a key that leaked could make itself others. */
const never: readonly Permission[] = ['staff.manage', 'staff.appoint', 'keys.manage'];
const lifetimes = [7, 30, 90, 180, 366] as const;
const lifetimeDefault = 90;

interface MakeApiKeyDrawerProps {
  open: boolean;
  onClose: () => void;
  onMade: (made: Schemas['ApiKeyWithSecret']) => void;
}

export function MakeApiKeyDrawer({ open, onClose, onMade }: MakeApiKeyDrawerProps) {
  const text = useText();
  const session = useSession();
  const [form] = Form.useForm<Schemas['ApiKeyDraft']>();
  const create = useCreateApiKey();
  const grantable = permissions.filter((permission) => may(session, permission) && !never.includes(permission));
  const close = () => {
    create.reset();
    onClose();
  };
  return (
    <FormDrawer
      title={text('keys.make')}
      open={open}
      form={form}
      submitLabel={text('keys.make')}
      submitting={create.isPending}
      error={create.error}
      onClose={close}
      onSubmit={(draft) =>
        create.mutate(
          { ...draft, name: draft.name.trim() },
          {
            onSuccess: (made) => {
              close();
              onMade(made);
            },
          },
        )
      }
    >
      <Form.Item<Schemas['ApiKeyDraft']>
        name="name"
        label={text('keys.name')}
        extra={text('keys.name.hint')}
        rules={[{ required: true, whitespace: true, message: text('keys.name.required') }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item<Schemas['ApiKeyDraft']> name="days" label={text('keys.lifetime')} initialValue={lifetimeDefault}>
        <Select options={lifetimes.map((days) => ({ value: days, label: text('keys.days', { days }) }))} />
      </Form.Item>
      <Form.Item<Schemas['ApiKeyDraft']>
        name="permissions"
        label={text('keys.permissions')}
        extra={text('keys.permissions.hint')}
        rules={[
          {
            validator: async (_, chosen: readonly Permission[] | undefined) => {
              if (chosen === undefined || chosen.length === 0) {
                throw new Error(text('keys.permissions.required'));
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
