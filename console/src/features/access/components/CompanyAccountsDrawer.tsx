import { Drawer, Form, Input } from 'antd';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { QueryView } from '@/shared/ui/states';
import { Moment } from '@/shared/ui/values';
import { type StaffMember, useCompanyAccounts, useReplaceCompanyAccounts } from '../api';

interface AccountsForm {
  oidcName?: string;
  wecomUserId?: string;
}

/** By which accounts of other houses somebody signs in. */
export function CompanyAccountsDrawer({ person, onClose }: { person: StaffMember; onClose: () => void }) {
  const text = useText();
  const query = useCompanyAccounts(person.id);
  const title = text('people.accounts.title', { name: person.displayName });
  if (query.data === undefined) {
    return (
      <Drawer title={title} open size={420} onClose={onClose} closable={{ 'aria-label': text('action.close') }}>
        <QueryView query={query}>{() => null}</QueryView>
      </Drawer>
    );
  }
  return <AccountsForm title={title} person={person} accounts={query.data} onClose={onClose} />;
}

interface AccountsFormProps {
  title: string;
  person: StaffMember;
  accounts: Schemas['CompanyAccounts'];
  onClose: () => void;
}

function AccountsForm({ title, person, accounts, onClose }: AccountsFormProps) {
  const text = useText();
  const [form] = Form.useForm<AccountsForm>();
  const replace = useReplaceCompanyAccounts(person.id);
  return (
    <FormDrawer
      title={title}
      open
      form={form}
      submitLabel={text('people.accounts.save')}
      submitting={replace.isPending}
      error={replace.error}
      onClose={onClose}
      onSubmit={(values) => replace.mutate(values, { onSuccess: onClose })}
    >
      <p className="q-muted">{text('people.accounts.hint', { name: person.displayName })}</p>
      <Form.Item<AccountsForm>
        name="oidcName"
        label={text('people.accounts.oidc')}
        initialValue={accounts.oidcName ?? ''}
        extra={
          accounts.oidcName &&
          (accounts.oidcLinkedAt ? (
            <>
              {text('people.accounts.linked')} <Moment at={accounts.oidcLinkedAt} ago />
            </>
          ) : (
            text('people.accounts.waiting')
          ))
        }
      >
        <Input maxLength={255} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item<AccountsForm>
        name="wecomUserId"
        label={text('people.accounts.wecom')}
        extra={text('people.accounts.wecom.hint')}
        initialValue={accounts.wecomUserId ?? ''}
      >
        <Input maxLength={255} autoComplete="off" spellCheck={false} />
      </Form.Item>
    </FormDrawer>
  );
}
