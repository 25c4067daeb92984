import { Select, type TableProps, Tooltip } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useSession } from '@/app/guards';
import { useBroadcastOptions } from '@/features/broadcast/api';
import { useChannelName, useChannels } from '@/features/channel/api';
import { CustomerLink } from '@/features/profile/components/CustomerName';
import { CustomerSelect } from '@/features/profile/components/CustomerSelect';
import { mayEnter } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { MessageOutlined } from '@/shared/ui/icons';
import { ListPage } from '@/shared/ui/ListPage';
import { QueryField, QueryForm } from '@/shared/ui/QueryForm';
import { EmptyState } from '@/shared/ui/states';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Moment } from '@/shared/ui/values';
import { type Message, type MessageState, useMessages } from '../api';
import { MessageStateTag, messageStates } from '../components/MessageStateTag';
import { useReachReason } from '../words';
import styles from './MessageLogPage.module.css';

/** Every message, newest first: to whom, through what, and what became of it. */
export function MessageLogPage() {
  const text = useText();
  const channelName = useChannelName();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const pages = useKeysetPages(search.toString());
  const filter = {
    channel: search.get('channel') ?? undefined,
    state: (search.get('state') ?? undefined) as MessageState | undefined,
    broadcastId: search.get('broadcastId') ?? undefined,
    customerId: search.get('customerId') ?? undefined,
  };
  const query = useMessages({ ...filter, cursor: pages.cursor });
  const channels = useChannels();
  const seesBroadcasts = mayEnter(session, 'broadcasts');
  const broadcasts = useBroadcastOptions(seesBroadcasts);
  const columns = useMessageColumns();

  const set = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(search);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
    setSearch(next);
  };

  return (
    <ListPage
      title={text('nav.messages')}
      subtitle={text('messages.subtitle')}
      query={query}
      pages={pages}
      columns={columns}
      rowKey={(message) => `${message.source.id} ${message.customer.customerNo} ${message.channel} ${message.at}`}
      empty={
        search.size > 0 ? (
          <EmptyState icon={<MessageOutlined />} title={text('messages.none')} hint={text('messages.none.hint')} />
        ) : (
          <EmptyState icon={<MessageOutlined />} title={text('messages.empty')} hint={text('messages.empty.hint')} />
        )
      }
      filters={
        <QueryForm label={text('messages.filters')} onReset={search.size > 0 ? () => setSearch({}) : undefined}>
          {mayEnter(session, 'customers') && (
            <QueryField label={text('messages.customer')} grow>
              <CustomerSelect
                label={text('messages.customer')}
                value={filter.customerId}
                onChange={(customerId) => set('customerId', customerId)}
              />
            </QueryField>
          )}
          {seesBroadcasts && (
            <>
              <QueryField label={text('messages.broadcast')}>
                <Select
                  aria-label={text('messages.broadcast')}
                  placeholder={text('customers.any')}
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  style={{ minWidth: 200 }}
                  value={filter.broadcastId}
                  options={broadcasts.data?.items.map((broadcast) => ({ value: broadcast.id, label: broadcast.name }))}
                  onChange={(value) => set('broadcastId', value)}
                />
              </QueryField>
              <QueryField label={text('customer.channel')}>
                <Select
                  aria-label={text('customer.channel')}
                  placeholder={text('customers.any')}
                  allowClear
                  style={{ minWidth: 140 }}
                  value={filter.channel}
                  options={channels.data?.map(({ code }) => ({ value: code, label: channelName(code) }))}
                  onChange={(value) => set('channel', value)}
                />
              </QueryField>
            </>
          )}
          <QueryField label={text('messages.state')}>
            <Select
              aria-label={text('messages.state')}
              placeholder={text('customers.any')}
              allowClear
              style={{ minWidth: 140 }}
              value={filter.state}
              options={messageStates.map((state) => ({ value: state, label: text(`messageState.${state}`) }))}
              onChange={(value) => set('state', value)}
            />
          </QueryField>
        </QueryForm>
      }
    />
  );
}

function useMessageColumns(): NonNullable<TableProps<Message>['columns']> {
  const text = useText();
  const seesBroadcasts = mayEnter(useSession(), 'broadcasts');
  const channelName = useChannelName();
  const sayReason = useReachReason();
  return [
    { title: text('messages.at'), key: 'at', render: (_, { at }) => <Moment at={at} /> },
    {
      title: text('messages.customer'),
      key: 'customer',
      render: (_, { customer }) => <CustomerLink customer={customer} />,
    },
    {
      title: text('customer.channel'),
      key: 'channel',
      render: (_, { channel, sender }) => (
        <>
          {channelName(channel)}
          {sender && <div className={styles.sender}>{text('messages.by', { sender })}</div>}
        </>
      ),
    },
    {
      title: text('messages.state'),
      key: 'state',
      render: (_, { state, reason }) => (
        <>
          <MessageStateTag state={state} />
          {reason && <div className={styles.reason}>{sayReason(reason)}</div>}
        </>
      ),
    },
    {
      title: text('messages.text'),
      key: 'text',
      render: (_, message) => (
        <Tooltip title={message.text} placement="topLeft">
          <div className={styles.body}>{message.text}</div>
        </Tooltip>
      ),
    },
    { title: text('messages.receivedAt'), key: 'receivedAt', render: (_, { receivedAt }) => <Moment at={receivedAt} /> },
    {
      title: <span className="q-visually-hidden">{text('list.actions')}</span>,
      key: 'why',
      render: (_, { source, customer }) =>
        seesBroadcasts &&
        source.kind === 'broadcast' &&
        customer.id !== undefined && <Link to={`/broadcasts/${source.id}?trace=${customer.id}`}>{text('messages.why')}</Link>,
    },
  ];
}
