import { Tooltip } from 'antd';
import { useText } from '@/shared/i18n/text';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Moment } from '@/shared/ui/values';
import { useApiKeys, useRevokeApiKey } from '../api';
import { KeyListPage } from '../components/KeyListPage';
import { KeyState } from '../components/KeyState';
import { MakeApiKeyDrawer } from '../components/MakeApiKeyDrawer';

/** Keys by which machines call in somebody's name. */
export function ApiKeysPage() {
  const text = useText();
  const pages = useKeysetPages('api-keys');
  const revoke = useRevokeApiKey();
  return (
    <KeyListPage
      kind="api"
      words={{
        subtitle: text('keys.subtitle'),
        make: text('keys.make'),
        none: text('keys.none'),
        noneHint: text('keys.none.hint'),
        revokeHint: text('keys.revoke.hint'),
      }}
      query={useApiKeys(pages.cursor)}
      pages={pages}
      columns={[
        { title: text('keys.key'), key: 'shown', render: (_, { shown }) => <code>{shown}…</code> },
        { title: text('keys.owner'), key: 'owner', render: (_, { owner }) => <code>{owner}</code> },
        {
          title: text('keys.permissions'),
          key: 'permissions',
          render: (_, { permissions }) => (
            <Tooltip title={permissions.map((permission) => text.word('permission', permission)).join(text('words.listSeparator'))}>
              <span>{text('keys.permissions.count', { count: permissions.length })}</span>
            </Tooltip>
          ),
        },
        {
          title: text('people.state'),
          key: 'state',
          render: (_, { revokedAt, isActive }) => <KeyState isRevoked={Boolean(revokedAt)} isActive={isActive} />,
        },
        { title: text('keys.expiresAt'), key: 'expiresAt', render: (_, { expiresAt }) => <Moment at={expiresAt} /> },
      ]}
      isUsable={(key) => key.isActive}
      revoke={revoke.mutateAsync}
      Make={MakeApiKeyDrawer}
    />
  );
}
