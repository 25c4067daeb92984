import { Button, type TableProps } from 'antd';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { StateTag } from '@/shared/ui/StateTag';
import { useConfirm } from '@/shared/ui/useConfirm';
import { Count, Moment } from '@/shared/ui/values';
import { WideTable } from '@/shared/ui/WideTable';
import { type MasterKey, useDestroyKey } from '../api';
import { isDestroyable, stateTones } from '../model';

/** Every master key that ever was; what nothing needs any more can be destroyed. */
export function MasterKeyTable({ keys, countedAt }: { keys: MasterKey[]; countedAt: string | undefined }) {
  const text = useText();
  const columns: NonNullable<TableProps<MasterKey>['columns']> = [
    { title: text('encryption.key'), key: 'id', render: (_, { id }) => <code>{id}</code> },
    {
      title: text('encryption.state'),
      key: 'state',
      render: (_, { state }) => <StateTag tone={stateTones[state]}>{text(`encryption.state.${state}`)}</StateTag>,
    },
    {
      title: text('encryption.made'),
      key: 'made',
      render: (_, { madeAt, madeBy }) => (
        <>
          <Moment at={madeAt} />
          <div className="q-muted">{madeBy ?? text('encryption.theServer')}</div>
        </>
      ),
    },
    {
      title: (
        <>
          {text('encryption.wraps')}
          {countedAt !== undefined && (
            <div className="q-muted">
              {text('encryption.counted')} <Moment at={countedAt} ago />
            </div>
          )}
        </>
      ),
      key: 'wraps',
      align: 'right',
      render: (_, { wraps }) => <Count value={countedAt === undefined ? undefined : wraps} />,
    },
    { title: text('encryption.retiredAt'), key: 'retiredAt', render: (_, { retiredAt }) => <Moment at={retiredAt} /> },
    { title: text('encryption.destroyedAt'), key: 'destroyedAt', render: (_, { destroyedAt }) => <Moment at={destroyedAt} /> },
    {
      title: <span className="q-visually-hidden">{text('list.actions')}</span>,
      key: 'destroy',
      align: 'right',
      render: (_, key) => key.state === 'retired' && <DestroyButton masterKey={key} />,
    },
  ];
  return <WideTable<MasterKey> label={text('encryption.keys')} columns={columns} dataSource={keys} rowKey={({ id }) => id} />;
}

function DestroyButton({ masterKey }: { masterKey: MasterKey }) {
  const text = useText();
  const confirm = useConfirm();
  const session = useSession();
  const destroy = useDestroyKey();
  if (!may(session, 'encryption.manage')) return null;
  if (!isDestroyable(masterKey, Date.now())) {
    return (
      <span className="q-muted">
        {text('encryption.destroyableAt')} <Moment at={masterKey.destroyableAt} />
      </span>
    );
  }
  return (
    <Button
      size="small"
      danger
      aria-label={text('encryption.destroy.name', { id: String(masterKey.id) })}
      onClick={() =>
        confirm({
          title: text('encryption.destroy.title', { id: String(masterKey.id) }),
          hint: text('encryption.destroy.hint'),
          ok: text('encryption.destroy'),
          danger: true,
          act: () => destroy.mutateAsync(masterKey.id),
          done: text('encryption.destroy.done'),
        })
      }
    >
      {text('encryption.destroy')}
    </Button>
  );
}
