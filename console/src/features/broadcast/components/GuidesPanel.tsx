import { Flex, Progress, Segmented, type TableProps } from 'antd';
import { useState } from 'react';
import { useChannelName } from '@/features/channel/api';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { CheckCircleOutlined, ClockCircleOutlined } from '@/shared/ui/icons';
import { Pager } from '@/shared/ui/Pager';
import { Panel } from '@/shared/ui/Panel';
import { StateTag } from '@/shared/ui/StateTag';
import { ProblemState } from '@/shared/ui/states';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Count, Moment } from '@/shared/ui/values';
import { WideTable } from '@/shared/ui/WideTable';
import { type Broadcast, type BroadcastResults, type Guide, useGuides } from '../api';
import { confirmedShare } from '../model';

/** Who has confirmed, and who must be reminded. */
export function GuidesPanel({ broadcast, results }: { broadcast: Broadcast; results: BroadcastResults }) {
  const text = useText();
  const language = useLanguage();
  const channelName = useChannelName();
  const [onlyUnconfirmed, setOnlyUnconfirmed] = useState(true);
  const pages = useKeysetPages(`guides ${onlyUnconfirmed}`);
  const query = useGuides(broadcast, onlyUnconfirmed, pages.cursor);
  const share = confirmedShare(results);
  const page = query.data;
  const { confirmed, unconfirmed } = results.guides;

  const columns: NonNullable<TableProps<Guide>['columns']> = [
    { title: text('guides.guide'), key: 'sender', render: (_, { sender }) => <strong>{sender}</strong> },
    { title: text('customer.channel'), key: 'channel', render: (_, { channel }) => channelName(channel) },
    {
      title: text('guides.state'),
      key: 'state',
      render: (_, { confirmedAt }) =>
        confirmedAt === undefined ? (
          <StateTag tone="warn" icon={<ClockCircleOutlined />}>
            {text('guides.unconfirmed')}
          </StateTag>
        ) : (
          <StateTag tone="good" icon={<CheckCircleOutlined />}>
            {text('guides.confirmed')}
          </StateTag>
        ),
    },
    { title: text('guides.messages'), key: 'messages', align: 'right', render: (_, { messages }) => <Count value={messages} /> },
    { title: text('results.reached'), key: 'reached', align: 'right', render: (_, { reached }) => <Count value={reached} /> },
    { title: text('guides.confirmedAt'), key: 'confirmedAt', render: (_, { confirmedAt }) => <Moment at={confirmedAt} /> },
  ];

  return (
    <Panel
      title={text('guides.title')}
      extra={text('guides.extra', { confirmed: formatCount(confirmed, language), all: formatCount(confirmed + unconfirmed, language) })}
      flush
    >
      {share !== undefined && (
        <Flex gap={20} align="center" wrap style={{ padding: '0 20px 14px' }}>
          <Segmented
            aria-label={text('guides.show')}
            value={onlyUnconfirmed}
            options={[
              { value: true, label: text('guides.unconfirmed') },
              { value: false, label: text('guides.all') },
            ]}
            onChange={setOnlyUnconfirmed}
          />
          <Progress
            percent={Math.round(share * 1000) / 10}
            strokeColor="var(--q-pine)"
            style={{ flex: '1 1 200px' }}
            aria-label={text('guides.share')}
          />
        </Flex>
      )}
      {query.isError && page === undefined ? (
        <ProblemState error={query.error} onRetry={() => query.refetch()} />
      ) : (
        <WideTable<Guide>
          label={text('guides.title')}
          columns={columns}
          dataSource={page?.items ?? []}
          rowKey={({ channel, sender }) => `${channel} ${sender}`}
          loading={query.isPending}
          locale={{ emptyText: query.isPending ? ' ' : text(onlyUnconfirmed ? 'guides.none' : 'guides.noTask') }}
        />
      )}
      <Pager pages={pages} page={page} label={text('guides.pages')} />
    </Panel>
  );
}
