import { Checkbox, Form, Select } from 'antd';
import { useSession } from '@/app/guards';
import { may, type Permission } from '@/shared/access';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { someChosen } from '@/shared/ui/rules';
import { useCreateApiKey } from '../api';
import { permissions } from '../model';
import { MakeKeyDrawer, type MakeKeyProps } from './MakeKeyDrawer';

/** With these a key that leaked could make itself others. */
const never: readonly Permission[] = ['staff.manage', 'staff.appoint', 'keys.manage'];
const lifetimes = [7, 30, 90, 180, 366] as const;
const lifetimeDefault = 90;

export function MakeApiKeyDrawer(props: MakeKeyProps<Schemas['ApiKeyWithSecret']>) {
  const text = useText();
  const session = useSession();
  const grantable = permissions.filter((permission) => may(session, permission) && !never.includes(permission));
  return (
    <MakeKeyDrawer {...props} title={text('keys.make')} nameHint={text('keys.name.hint')} create={useCreateApiKey()}>
      <Form.Item<Schemas['ApiKeyDraft']> name="days" label={text('keys.lifetime')} initialValue={lifetimeDefault}>
        <Select options={lifetimes.map((days) => ({ value: days, label: text('keys.days', { days }) }))} />
      </Form.Item>
      <Form.Item<Schemas['ApiKeyDraft']>
        name="permissions"
        label={text('keys.permissions')}
        extra={text('keys.permissions.hint')}
        rules={[someChosen(text('keys.permissions.required'))]}
      >
        <Checkbox.Group
          style={{ display: 'grid', gap: 10 }}
          options={grantable.map((permission) => ({ value: permission, label: text.word('permission', permission) }))}
        />
      </Form.Item>
    </MakeKeyDrawer>
  );
}
