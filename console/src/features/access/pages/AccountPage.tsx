import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useSession } from '@/app/guards';
import { useText } from '@/shared/i18n/text';
import { KeyOutlined } from '@/shared/ui/icons';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { ChangePasswordDrawer } from '../components/ChangePasswordDrawer';
import { OwnSessionsPanel } from '../components/OwnSessionsPanel';
import { TotpPanel } from '../components/TotpPanel';

/** What everybody may see and change about their own account. */
export function AccountPage() {
  const text = useText();
  const session = useSession();
  const [isChanging, setChanging] = useState(false);
  return (
    <>
      <PageHeader
        title={text('account.title')}
        subtitle={text('account.subtitle', { name: session.displayName, username: session.username })}
      />
      <Flex vertical gap={20}>
        <Panel title={text('account.password')}>
          <Flex justify="space-between" align="center" gap={16} wrap>
            <span className="q-muted">{text('account.password.hint')}</span>
            <Button icon={<KeyOutlined />} onClick={() => setChanging(true)}>
              {text('user.changePassword')}
            </Button>
          </Flex>
        </Panel>
        <TotpPanel />
        <OwnSessionsPanel />
      </Flex>
      <ChangePasswordDrawer open={isChanging} onClose={() => setChanging(false)} />
    </>
  );
}
