import { Button, Flex, type TableProps, Tag } from 'antd';
import { useText } from '@/shared/i18n/text';
import { Moment, None } from '@/shared/ui/values';
import { WideTable } from '@/shared/ui/WideTable';
import type { OpenSession } from '../api';

interface SessionTableProps {
  label: string;
  sessions: readonly OpenSession[];
  onEnd: (session: OpenSession) => void;
}

/** Where somebody is signed in; the session one looks through is ended by signing out instead. */
export function SessionTable({ label, sessions, onEnd }: SessionTableProps) {
  const text = useText();
  const columns: NonNullable<TableProps<OpenSession>['columns']> = [
    {
      title: text('sessions.device'),
      key: 'device',
      render: (_, session) => (
        <Flex gap={8} align="center">
          <span>
            {text('sessions.on', { browser: text.word('browser', session.browser), system: text.word('system', session.system) })}
          </span>
          {session.isCurrent && <Tag color="success">{text('sessions.current')}</Tag>}
        </Flex>
      ),
    },
    { title: text('sessions.address'), key: 'address', render: (_, { address }) => (address ? <code>{address}</code> : <None />) },
    { title: text('sessions.createdAt'), key: 'createdAt', render: (_, { createdAt }) => <Moment at={createdAt} ago /> },
    { title: text('sessions.lastSeenAt'), key: 'lastSeenAt', render: (_, { lastSeenAt }) => <Moment at={lastSeenAt} ago /> },
    {
      title: <span className="q-visually-hidden">{text('list.actions')}</span>,
      key: 'end',
      align: 'right',
      render: (_, session) =>
        !session.isCurrent && (
          <Button size="small" onClick={() => onEnd(session)}>
            {text('sessions.end')}
          </Button>
        ),
    },
  ];
  return (
    <WideTable<OpenSession>
      label={label}
      columns={columns}
      dataSource={sessions}
      rowKey={(session) => session.id}
      scroll={sessions.length > 0 ? { x: 'max-content' } : undefined}
      locale={{ emptyText: text('sessions.none') }}
    />
  );
}
