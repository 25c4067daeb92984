import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { PlusOutlined } from '@/shared/ui/icons';
import { ListPage } from '@/shared/ui/ListPage';
import { EmptyState } from '@/shared/ui/states';
import { useConfirm } from '@/shared/ui/useConfirm';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Moment } from '@/shared/ui/values';
import { useRevokeWriteKey, useWriteKeys } from '../api';
import { KeyState } from '../components/KeyState';
import { KeyTabs } from '../components/KeyTabs';
import { MakeWriteKeyDrawer } from '../components/MakeWriteKeyDrawer';
import { SecretDialog } from '../components/SecretDialog';

type WriteKey = Schemas['WriteKey'];

/** Keys by which sources bring in behaviour. */
export function WriteKeysPage() {
  const text = useText();
  const confirm = useConfirm();
  const pages = useKeysetPages('write-keys');
  const query = useWriteKeys(pages.cursor);
  const revoke = useRevokeWriteKey();
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<Schemas['WriteKeyWithSecret']>();
  const columns: NonNullable<TableProps<WriteKey>['columns']> = [
    { title: text('keys.name'), key: 'name', render: (_, { name }) => <strong>{name}</strong> },
    { title: text('writeKeys.source'), key: 'source', render: (_, { source }) => text.word('source', source) },
    { title: text('keys.key'), key: 'shown', render: (_, { shown }) => <code>{shown}…</code> },
    {
      title: text('people.state'),
      key: 'state',
      render: (_, { revokedAt }) => <KeyState isRevoked={revokedAt !== null} isActive />,
    },
    { title: text('writeKeys.createdBy'), key: 'createdBy', render: (_, { createdBy }) => <code>{createdBy}</code> },
    { title: text('people.createdAt'), key: 'createdAt', render: (_, { createdAt }) => <Moment at={createdAt} ago /> },
    { title: text('keys.lastUsedAt'), key: 'lastUsedAt', render: (_, { lastUsedAt }) => <Moment at={lastUsedAt ?? undefined} ago /> },
    {
      title: <span className="q-visually-hidden">{text('list.actions')}</span>,
      key: 'revoke',
      align: 'right',
      render: (_, key) =>
        key.revokedAt === null && (
          <Button
            size="small"
            danger
            aria-label={text('keys.revoke.name', { name: key.name })}
            onClick={() =>
              confirm({
                title: text('keys.revoke.title', { name: key.name }),
                hint: text('writeKeys.revoke.hint'),
                ok: text('keys.revoke'),
                danger: true,
                act: () => revoke.mutateAsync(key.id),
              })
            }
          >
            {text('keys.revoke')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <ListPage
        title={text('nav.keys')}
        subtitle={text('writeKeys.subtitle')}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
            {text('writeKeys.make')}
          </Button>
        }
        filters={<KeyTabs kind="write" />}
        query={query}
        pages={pages}
        columns={columns}
        rowKey={(key) => key.id}
        empty={<EmptyState title={text('writeKeys.none')} hint={text('writeKeys.subtitle')} />}
      />
      <MakeWriteKeyDrawer open={isMaking} onClose={() => setMaking(false)} onMade={setMade} />
      {made && <SecretDialog name={made.key.name} secret={made.secret} onClose={() => setMade(undefined)} />}
    </>
  );
}
