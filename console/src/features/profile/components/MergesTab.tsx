import { Empty, Table, Tag } from 'antd';
import { useText } from '@/shared/i18n/text';
import { Moment } from '@/shared/ui/values';
import type { Customer } from '../api';

/** How this customer came together and apart. */
export function MergesTab({ merges }: { merges: Customer['merges'] }) {
  const text = useText();
  if (merges.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text('merges.empty')} />;
  }
  return (
    <Table
      size="middle"
      pagination={false}
      rowKey={(merge) => `${merge.at} ${merge.op} ${merge.fromCustomerNo}`}
      dataSource={merges}
      columns={[
        { title: text('merges.at'), key: 'at', render: (_, { at }) => <Moment at={at} /> },
        {
          title: text('merges.op'),
          key: 'op',
          render: (_, { op }) => <Tag>{text(`merges.${op}`)}</Tag>,
        },
        { title: text('merges.with'), dataIndex: 'fromCustomerNo', className: 'q-figure' },
        { title: text('merges.reason'), key: 'reason', render: (_, { reason }) => text.word('linkReason', reason) },
      ]}
    />
  );
}
