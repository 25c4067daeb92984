import { Flex, type TableProps, Tag, Tooltip } from 'antd';
import { Link } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { Count, Moment, Moneys, None } from '@/shared/ui/values';
import type { CustomerSummary } from '../api';
import { CustomerName } from './CustomerName';
import { LifecycleTag } from './LifecycleTag';

/** More channels than these are counted, so that a row stays one line. */
const channelsShown = 2;

export function useCustomerColumns(): NonNullable<TableProps<CustomerSummary>['columns']> {
  const text = useText();
  return [
    {
      title: text('customer.name'),
      key: 'name',
      render: (_, customer) => (
        <Link to={`/customers/${customer.id}`}>
          <CustomerName customer={customer} />
        </Link>
      ),
    },
    { title: text('customer.phone'), key: 'phone', className: 'q-figure', render: (_, { phone }) => phone ?? <None /> },
    {
      title: text('customer.place'),
      key: 'place',
      render: (_, { province, city }) => [province, city].filter(Boolean).join(' ') || <None />,
    },
    {
      title: text('customer.channels'),
      key: 'channels',
      render: (_, { channels }) =>
        channels.length === 0 ? (
          <None />
        ) : (
          <Flex gap={6}>
            {channels.slice(0, channelsShown).map((channel) => (
              <Tag key={channel}>{text.word('channel', channel)}</Tag>
            ))}
            {channels.length > channelsShown && (
              <Tooltip title={channels.map((channel) => text.word('channel', channel)).join(text('words.listSeparator'))}>
                <Tag>+{channels.length - channelsShown}</Tag>
              </Tooltip>
            )}
          </Flex>
        ),
    },
    {
      title: text('customer.lifecycle'),
      key: 'lifecycle',
      render: (_, { lifecycleStage }) => (lifecycleStage ? <LifecycleTag stage={lifecycleStage} /> : <None />),
    },
    { title: text('customer.orders'), key: 'orders', align: 'right', render: (_, { orders }) => <Count value={orders} /> },
    {
      title: text('customer.netRevenue'),
      key: 'netRevenue',
      align: 'right',
      render: (_, { netRevenue }) => <Moneys values={netRevenue} />,
    },
    { title: text('customer.lastOrder'), key: 'lastOrder', render: (_, { lastOrderAt }) => <Moment at={lastOrderAt} ago /> },
  ];
}
