import { Alert, Button, Dropdown, Flex, type TableProps, Tag } from 'antd';
import { useState } from 'react';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  MoreOutlined,
  SafetyCertificateOutlined,
  StopOutlined,
  UserAddOutlined,
} from '@/shared/ui/icons';
import { ListPage } from '@/shared/ui/ListPage';
import { StateTag } from '@/shared/ui/StateTag';
import { useConfirm } from '@/shared/ui/useConfirm';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Moment } from '@/shared/ui/values';
import {
  type StaffMember,
  type StaffWithPassword,
  useDeactivateStaff,
  useReactivateStaff,
  useResetPassword,
  useResetTotp,
  useStaff,
} from '../api';
import { AddPersonDrawer } from '../components/AddPersonDrawer';
import { AssignRolesDrawer } from '../components/AssignRolesDrawer';
import { CompanyAccountsDrawer } from '../components/CompanyAccountsDrawer';
import { OneTimePasswordDialog } from '../components/OneTimePasswordDialog';
import { SignInPolicyDrawer } from '../components/SignInPolicyDrawer';
import { StaffSessionsDrawer } from '../components/StaffSessionsDrawer';
import { roleName, type StaffAssignment } from '../model';

export function PeoplePage() {
  const text = useText();
  const session = useSession();
  const pages = useKeysetPages('staff');
  const query = useStaff(pages.cursor);
  const [isAdding, setAdding] = useState(false);
  const [given, setGiven] = useState<StaffWithPassword>();
  const [isRuling, setRuling] = useState(false);
  const [watched, setWatched] = useState<StaffMember>();
  const [assigned, setAssigned] = useState<StaffMember>();
  const [accountsOf, setAccountsOf] = useState<StaffMember>();
  const actions = usePersonActions(setGiven, { onSessions: setWatched, onRoles: setAssigned, onAccounts: setAccountsOf });

  const columns: NonNullable<TableProps<StaffMember>['columns']> = [
    {
      title: text('people.displayName'),
      key: 'displayName',
      render: (_, person) => (
        <Flex gap={8} align="center">
          <strong>{person.displayName}</strong>
          {person.username === session.username && <Tag>{text('people.you')}</Tag>}
        </Flex>
      ),
    },
    { title: text('people.username'), key: 'username', render: (_, { username }) => <code>{username}</code> },
    { title: text('people.state'), key: 'state', render: (_, person) => <PersonState person={person} /> },
    { title: text('people.roles'), key: 'roles', render: (_, { assignments }) => <Assignments assignments={assignments} /> },
    { title: text('people.createdAt'), key: 'createdAt', render: (_, { createdAt }) => <Moment at={createdAt} ago /> },
    {
      title: <span className="q-visually-hidden">{text('list.actions')}</span>,
      key: 'actions',
      render: (_, person) =>
        person.username !== session.username && (
          <Dropdown trigger={['click']} menu={{ items: actions(person) }}>
            <Button type="text" icon={<MoreOutlined />} aria-label={`${text('list.actions')} ${person.displayName}`} />
          </Dropdown>
        ),
    },
  ];

  return (
    <>
      <ListPage
        title={text('nav.people')}
        subtitle={text('people.subtitle')}
        actions={
          <Flex gap={10}>
            <Button icon={<SafetyCertificateOutlined />} onClick={() => setRuling(true)}>
              {text('signInPolicy.title')}
            </Button>
            <Button type="primary" icon={<UserAddOutlined />} onClick={() => setAdding(true)}>
              {text('people.add')}
            </Button>
          </Flex>
        }
        query={query}
        pages={pages}
        columns={columns}
        rowKey={(person) => person.id}
        notice={
          // Only owners hold both; they should not be who works every day.
          may(session, 'staff.manage') && may(session, 'channels.manage') ? (
            <Alert type="info" showIcon title={text('people.handOver')} description={text('people.handOver.hint')} />
          ) : undefined
        }
        empty={null}
      />
      <AddPersonDrawer open={isAdding} onClose={() => setAdding(false)} onAdded={setGiven} />
      {assigned && <AssignRolesDrawer person={assigned} onClose={() => setAssigned(undefined)} />}
      {isRuling && <SignInPolicyDrawer onClose={() => setRuling(false)} />}
      {accountsOf && <CompanyAccountsDrawer person={accountsOf} onClose={() => setAccountsOf(undefined)} />}
      {watched && <StaffSessionsDrawer person={watched} onClose={() => setWatched(undefined)} />}
      {given && <OneTimePasswordDialog given={given} onClose={() => setGiven(undefined)} />}
    </>
  );
}

function Assignments({ assignments }: { assignments: readonly StaffAssignment[] }) {
  const text = useText();
  const language = useLanguage();
  return (
    <Flex gap={4} wrap style={{ maxWidth: 460 }}>
      {assignments.map(({ role, roleName: name, roleNameZh: nameZh, scope, unitId, unitName }) => (
        <Tag key={`${role} ${unitId ?? scope}`}>
          {roleName({ name, nameZh }, language)}
          {scope !== 'brand' && <> · {unitName ?? text(`scope.${scope}`)}</>}
        </Tag>
      ))}
    </Flex>
  );
}

function PersonState({ person }: { person: StaffMember }) {
  const text = useText();
  if (!person.isActive) {
    return (
      <StateTag tone="calm" icon={<StopOutlined />}>
        {text('people.inactive')}
      </StateTag>
    );
  }
  return person.mustChangePassword ? (
    <StateTag tone="warn" icon={<ClockCircleOutlined />}>
      {text('people.invited')}
    </StateTag>
  ) : (
    <StateTag tone="good" icon={<CheckCircleOutlined />}>
      {text('people.active')}
    </StateTag>
  );
}

interface PersonRooms {
  onSessions: (person: StaffMember) => void;
  onRoles: (person: StaffMember) => void;
  onAccounts: (person: StaffMember) => void;
}

/** What can be done about somebody, each asked for first. */
function usePersonActions(onPassword: (given: StaffWithPassword) => void, { onSessions, onRoles, onAccounts }: PersonRooms) {
  const text = useText();
  const confirm = useConfirm();
  const reset = useResetPassword();
  const resetTotp = useResetTotp();
  const deactivate = useDeactivateStaff();
  const reactivate = useReactivateStaff();
  return (person: StaffMember) => {
    const name = person.displayName;
    const again = {
      key: 'reset',
      label: text('people.resetPassword'),
      onClick: () =>
        confirm({
          title: text('people.resetPassword.title', { name }),
          hint: text('people.resetPassword.hint', { name }),
          ok: text('people.resetPassword'),
          act: async () => onPassword(await reset.mutateAsync(person.id)),
        }),
    };
    const factor = {
      key: 'totp',
      label: text('people.resetTotp'),
      onClick: () =>
        confirm({
          title: text('people.resetTotp.title', { name }),
          hint: text('people.resetTotp.hint', { name }),
          ok: text('people.resetTotp'),
          danger: true,
          act: () => resetTotp.mutateAsync(person.id),
          done: text('people.resetTotp.done'),
        }),
    };
    const out = {
      key: 'deactivate',
      danger: true,
      label: text('people.deactivate'),
      onClick: () =>
        confirm({
          title: text('people.deactivate.title', { name }),
          hint: text('people.deactivate.hint', { name }),
          ok: text('people.deactivate'),
          danger: true,
          act: () => deactivate.mutateAsync(person.id),
        }),
    };
    const back = { key: 'reactivate', label: text('people.reactivate'), onClick: () => reactivate.mutate(person.id) };
    const accounts = { key: 'accounts', label: text('people.accounts'), onClick: () => onAccounts(person) };
    const sessions = { key: 'sessions', label: text('people.sessions'), onClick: () => onSessions(person) };
    const roles = { key: 'roles', label: text('people.roles.change'), onClick: () => onRoles(person) };
    return person.isActive ? [roles, sessions, accounts, again, factor, out] : [roles, back];
  };
}
