import { useText } from '@/shared/i18n/text';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Moment } from '@/shared/ui/values';
import { useRevokeWriteKey, useWriteKeys } from '../api';
import { KeyListPage } from '../components/KeyListPage';
import { KeyState } from '../components/KeyState';
import { MakeWriteKeyDrawer } from '../components/MakeWriteKeyDrawer';

/** Keys by which sources bring in behaviour. */
export function WriteKeysPage() {
  const text = useText();
  const pages = useKeysetPages('write-keys');
  const revoke = useRevokeWriteKey();
  return (
    <KeyListPage
      kind="write"
      words={{
        subtitle: text('writeKeys.subtitle'),
        make: text('writeKeys.make'),
        none: text('writeKeys.none'),
        noneHint: text('writeKeys.subtitle'),
        revokeHint: text('writeKeys.revoke.hint'),
      }}
      query={useWriteKeys(pages.cursor)}
      pages={pages}
      columns={[
        { title: text('writeKeys.source'), key: 'source', render: (_, { source }) => text.word('source', source) },
        { title: text('keys.key'), key: 'shown', render: (_, { shown }) => <code>{shown}…</code> },
        {
          title: text('people.state'),
          key: 'state',
          render: (_, { revokedAt }) => <KeyState isRevoked={Boolean(revokedAt)} isActive />,
        },
        { title: text('writeKeys.createdBy'), key: 'createdBy', render: (_, { createdBy }) => <code>{createdBy}</code> },
        { title: text('people.createdAt'), key: 'createdAt', render: (_, { createdAt }) => <Moment at={createdAt} ago /> },
      ]}
      isUsable={(key) => !key.revokedAt}
      revoke={revoke.mutateAsync}
      Make={MakeWriteKeyDrawer}
    />
  );
}
