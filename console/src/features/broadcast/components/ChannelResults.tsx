import type { TableProps } from 'antd';
import { useChannelName } from '@/features/channel/api';
import { useReachReason } from '@/features/message/words';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Bar } from '@/shared/ui/Bar';
import { Panel } from '@/shared/ui/Panel';
import { Count } from '@/shared/ui/values';
import { WideTable } from '@/shared/ui/WideTable';
import type { BroadcastResults } from '../api';
import styles from './Results.module.css';

type ChannelResult = BroadcastResults['channels'][number];

const figures = ['planned', 'sending', 'sent', 'waitingForGuide', 'reached', 'failed', 'refused', 'unknown', 'cancelled'] as const;

/** Messages by channel and by what became of them. */
export function ChannelResults({ channels }: { channels: BroadcastResults['channels'] }) {
  const text = useText();
  const channelName = useChannelName();
  const columns: NonNullable<TableProps<ChannelResult>['columns']> = [
    { title: text('customer.channel'), key: 'channel', render: (_, { channel }) => <strong>{channelName(channel)}</strong> },
    ...figures.map((figure) => ({
      title: text(`channelResult.${figure}`),
      key: figure,
      align: 'right' as const,
      render: (_: unknown, result: ChannelResult) => <Count value={result[figure]} />,
    })),
  ];
  return (
    <Panel title={text('results.byChannel')} extra={text('results.byChannel.hint')} flush>
      <WideTable<ChannelResult>
        label={text('results.byChannel')}
        columns={columns}
        dataSource={channels}
        rowKey={({ channel }) => channel}
        locale={{ emptyText: text('results.byChannel.none') }}
      />
    </Panel>
  );
}

/** Why customers of the audience could not be reached at all. */
export function UnreachablePanel({ results }: { results: BroadcastResults }) {
  const text = useText();
  const language = useLanguage();
  const sayReason = useReachReason();
  const shown = results.unreachable.filter(({ customers }) => customers > 0).toSorted((a, b) => b.customers - a.customers);
  const most = shown[0]?.customers ?? 1;
  return (
    <Panel title={text('results.unreachable')} extra={text('results.unreachable.hint')}>
      {shown.length === 0 ? (
        <p className="q-muted" style={{ margin: 0 }}>
          {text('results.unreachable.none')}
        </p>
      ) : (
        <ul className={styles.reasons}>
          {shown.map(({ reason, customers }) => (
            <li key={reason}>
              <div className={styles.line}>
                <span>{sayReason(reason)}</span>
                <span className="q-figure">{formatCount(customers, language)}</span>
              </div>
              <Bar share={customers / most} colour="#c79a4b" />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
