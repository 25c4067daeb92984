import { Select, type TableProps } from 'antd';
import { useState } from 'react';
import { CustomerLink } from '@/features/profile/components/CustomerName';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { KeysetTable } from '@/shared/ui/KeysetTable';
import { Panel } from '@/shared/ui/Panel';
import { EmptyState } from '@/shared/ui/states';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { None } from '@/shared/ui/values';
import { type ConsentDecision, type Purpose, purposeName, useDecisions } from '../api';
import { useDecisionColumns } from './useDecisionColumns';

/** What customers decided last, whoever recorded it. */
export function DecisionsPanel({ purposes }: { purposes: readonly Purpose[] }) {
  const text = useText();
  const language = useLanguage();
  const [purpose, setPurpose] = useState<string>();
  const pages = useKeysetPages(`decisions ${purpose ?? ''}`);
  const query = useDecisions(purpose, pages.cursor);
  const shared = useDecisionColumns(purposes);
  const columns: NonNullable<TableProps<ConsentDecision>['columns']> = [
    {
      title: text('messages.customer'),
      key: 'customer',
      render: (_, { customer }) => (customer === undefined ? <None /> : <CustomerLink customer={customer} />),
    },
    ...shared,
  ];
  return (
    <Panel
      title={text('consent.decisions')}
      extra={
        <Select
          size="small"
          allowClear
          aria-label={text('consent.purpose')}
          placeholder={text('consent.purpose.all')}
          value={purpose}
          onChange={setPurpose}
          options={purposes
            .filter((one) => one.legalBasis !== 'contract')
            .map((one) => ({ value: one.code, label: purposeName(one, language) }))}
          style={{ minWidth: 180 }}
        />
      }
      flush
    >
      <KeysetTable<ConsentDecision>
        label={text('consent.decisions')}
        query={query}
        pages={pages}
        columns={columns}
        rowKey={(decision) => decision.id}
        empty={<EmptyState title={text('consent.decisions.empty')} hint={text('consent.decisions.empty.hint')} />}
      />
    </Panel>
  );
}
