import { Table } from 'antd';
import { formatCount, formatShare } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import type { Import } from '../api';
import { useReasonWords } from '../words';

interface ReasonTableProps {
  label: string;
  reasons: Import['reasons'];
  /** Rows of the whole file, which the shares are of. */
  rows: number;
}

/** What was wrong with rows, how often, and where to find the first of them. */
export function ReasonTable({ label, reasons, rows }: ReasonTableProps) {
  const text = useText();
  const language = useLanguage();
  const say = useReasonWords();
  return (
    <Table
      aria-label={label}
      size="middle"
      pagination={false}
      rowKey={(each) => each.reason}
      dataSource={reasons}
      columns={[
        { title: text('rejected.reason'), key: 'reason', render: (_, { reason }) => say(reason) },
        {
          title: text('rejected.count'),
          key: 'count',
          align: 'right',
          className: 'q-figure',
          render: (_, { count }) => formatCount(count, language),
        },
        {
          title: text('rejected.share'),
          key: 'share',
          align: 'right',
          className: 'q-figure',
          render: (_, { count }) => formatShare(rows === 0 ? 0 : count / rows, language),
        },
        {
          title: text('rejected.firstLine'),
          key: 'firstLine',
          align: 'right',
          className: 'q-figure',
          render: (_, { firstLine }) => formatCount(firstLine, language),
        },
      ]}
    />
  );
}
