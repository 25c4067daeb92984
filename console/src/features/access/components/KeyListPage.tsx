import { Button, type TableProps } from 'antd';
import { type ComponentType, useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { PlusOutlined } from '@/shared/ui/icons';
import { ListPage, type ListPageProps } from '@/shared/ui/ListPage';
import { EmptyState } from '@/shared/ui/states';
import { useConfirm } from '@/shared/ui/useConfirm';
import { Moment } from '@/shared/ui/values';
import { KeyTabs } from './KeyTabs';
import type { MadeKey, MakeKeyProps } from './MakeKeyDrawer';
import { SecretDialog } from './SecretDialog';

interface ListedKey {
  id: string;
  name: string;
  lastUsedAt: string | null;
}

interface KeyListPageProps<K extends ListedKey, M extends MadeKey> {
  kind: 'api' | 'write';
  words: Record<'subtitle' | 'make' | 'none' | 'noneHint' | 'revokeHint', string>;
  query: ListPageProps<K>['query'];
  pages: ListPageProps<K>['pages'];
  /** Between the name and when it was used last. */
  columns: NonNullable<TableProps<K>['columns']>;
  isUsable: (key: K) => boolean;
  revoke: (id: string) => Promise<unknown>;
  Make: ComponentType<MakeKeyProps<M>>;
}

/** Keys of one kind: a new one is shown once, and one is revoked only after asking. */
export function KeyListPage<K extends ListedKey, M extends MadeKey>({
  kind,
  words,
  query,
  pages,
  columns,
  isUsable,
  revoke,
  Make,
}: KeyListPageProps<K, M>) {
  const text = useText();
  const confirm = useConfirm();
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<M>();
  const revokeButton = (key: K) => (
    <Button
      size="small"
      danger
      aria-label={text('keys.revoke.name', { name: key.name })}
      onClick={() =>
        confirm({
          title: text('keys.revoke.title', { name: key.name }),
          hint: words.revokeHint,
          ok: text('keys.revoke'),
          danger: true,
          act: () => revoke(key.id),
        })
      }
    >
      {text('keys.revoke')}
    </Button>
  );
  return (
    <>
      <ListPage
        title={text('nav.keys')}
        subtitle={words.subtitle}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
            {words.make}
          </Button>
        }
        filters={<KeyTabs kind={kind} />}
        query={query}
        pages={pages}
        columns={[
          { title: text('keys.name'), key: 'name', render: (_, { name }) => <strong>{name}</strong> },
          ...columns,
          {
            title: text('keys.lastUsedAt'),
            key: 'lastUsedAt',
            render: (_, { lastUsedAt }) => <Moment at={lastUsedAt ?? undefined} ago />,
          },
          {
            title: <span className="q-visually-hidden">{text('list.actions')}</span>,
            key: 'revoke',
            align: 'right',
            render: (_, key) => isUsable(key) && revokeButton(key),
          },
        ]}
        rowKey={(key) => key.id}
        empty={<EmptyState title={words.none} hint={words.noneHint} />}
      />
      <Make open={isMaking} onClose={() => setMaking(false)} onMade={setMade} />
      {made && <SecretDialog name={made.key.name} secret={made.secret} onClose={() => setMade(undefined)} />}
    </>
  );
}
