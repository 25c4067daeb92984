import { Button, type TableProps, Tooltip } from 'antd';
import { useState } from 'react';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { PlusOutlined } from '@/shared/ui/icons';
import { ListPage } from '@/shared/ui/ListPage';
import { EmptyState } from '@/shared/ui/states';
import { useConfirm } from '@/shared/ui/useConfirm';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Moment } from '@/shared/ui/values';
import { useApiKeys, useRevokeApiKey } from '../api';
import { KeyState } from '../components/KeyState';
import { KeyTabs } from '../components/KeyTabs';
import { MakeApiKeyDrawer } from '../components/MakeApiKeyDrawer';
import { SecretDialog } from '../components/SecretDialog';

type ApiKey = Schemas['ApiKey'];

/** Keys by which machines call in somebody's name. */
export function ApiKeysPage() {
  const text = useText();
  const confirm = useConfirm();
  const pages = useKeysetPages('api-keys');
  const query = useApiKeys(pages.cursor);
  const revoke = useRevokeApiKey();
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<Schemas['ApiKeyWithSecret']>();
  const columns: NonNullable<TableProps<ApiKey>['columns']> = [
    { title: text('keys.name'), key: 'name', render: (_, { name }) => <strong>{name}</strong> },
    { title: text('keys.key'), key: 'shown', render: (_, { shown }) => <code>{shown}…</code> },
    { title: text('keys.owner'), key: 'owner', render: (_, { owner }) => <code>{owner}</code> },
    {
      title: text('keys.permissions'),
      key: 'permissions',
      render: (_, key) => (
        <Tooltip title={key.permissions.map((permission) => text.word('permission', permission)).join(text('words.listSeparator'))}>
          <span>{text('keys.permissions.count', { count: key.permissions.length })}</span>
        </Tooltip>
      ),
    },
    {
      title: text('people.state'),
      key: 'state',
      render: (_, { revokedAt, isActive }) => <KeyState isRevoked={revokedAt !== null} isActive={isActive} />,
    },
    { title: text('keys.expiresAt'), key: 'expiresAt', render: (_, { expiresAt }) => <Moment at={expiresAt} /> },
    { title: text('keys.lastUsedAt'), key: 'lastUsedAt', render: (_, { lastUsedAt }) => <Moment at={lastUsedAt ?? undefined} ago /> },
    {
      title: <span className="q-visually-hidden">{text('list.actions')}</span>,
      key: 'revoke',
      align: 'right',
      render: (_, key) =>
        key.isActive && (
          <Button
            size="small"
            danger
            aria-label={text('keys.revoke.name', { name: key.name })}
            onClick={() =>
              confirm({
                title: text('keys.revoke.title', { name: key.name }),
                hint: text('keys.revoke.hint'),
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
        subtitle={text('keys.subtitle')}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
            {text('keys.make')}
          </Button>
        }
        filters={<KeyTabs kind="api" />}
        query={query}
        pages={pages}
        columns={columns}
        rowKey={(key) => key.id}
        empty={<EmptyState title={text('keys.none')} hint={text('keys.none.hint')} />}
      />
      <MakeApiKeyDrawer open={isMaking} onClose={() => setMaking(false)} onMade={setMade} />
      {made && <SecretDialog name={made.key.name} secret={made.secret} onClose={() => setMade(undefined)} />}
    </>
  );
}
