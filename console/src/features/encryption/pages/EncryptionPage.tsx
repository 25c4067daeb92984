import { Alert, Button, Flex } from 'antd';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { SyncOutlined } from '@/shared/ui/icons';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { useConfirm } from '@/shared/ui/useConfirm';
import { useEncryption, useRotate } from '../api';
import { MasterKeyTable } from '../components/MasterKeyTable';
import { RotationPanel } from '../components/RotationPanel';

/** The master keys, how far a rotation is, and what is to be kept safe. */
export function EncryptionPage() {
  const text = useText();
  const query = useEncryption();
  return (
    <>
      <PageHeader title={text('nav.encryption')} subtitle={text('encryption.subtitle')} actions={<RotateButton />} />
      <QueryView query={query} tall>
        {({ keys, rotation, countedAt }) => (
          <Flex vertical gap={16}>
            {rotation !== undefined && <RotationPanel rotation={rotation} />}
            <Alert type="info" showIcon title={text('encryption.backUp')} description={text('encryption.backUp.hint')} />
            <Panel title={text('encryption.keys')} flush>
              {keys.length === 0 ? (
                <EmptyState title={text('encryption.none')} hint={text('encryption.none.hint')} />
              ) : (
                <MasterKeyTable keys={keys} countedAt={countedAt} />
              )}
            </Panel>
          </Flex>
        )}
      </QueryView>
    </>
  );
}

/** Asks first: until the folder is backed up, the new key is on one disk only. */
function RotateButton() {
  const text = useText();
  const confirm = useConfirm();
  const session = useSession();
  const state = useEncryption().data;
  const rotate = useRotate();
  const primary = state?.keys.find((key) => key.state === 'primary');
  if (primary === undefined || !may(session, 'encryption.manage')) return null;
  return (
    <Button
      type="primary"
      icon={<SyncOutlined />}
      disabled={state?.rotation !== undefined}
      onClick={() =>
        confirm({
          title: text('encryption.rotate.title'),
          hint: text('encryption.rotate.hint'),
          ok: text('encryption.rotate'),
          act: () => rotate.mutateAsync(primary.id),
          done: text('encryption.rotate.done'),
        })
      }
    >
      {text('encryption.rotate')}
    </Button>
  );
}
