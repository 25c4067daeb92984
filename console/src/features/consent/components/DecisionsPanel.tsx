import { Button, Flex, Select, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { CustomerLink } from '@/features/profile/components/CustomerName';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { LeftOutlined, RightOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import { EmptyState, ProblemState } from '@/shared/ui/states';
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
  const page = query.data;
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
      {query.isError && page === undefined ? (
        <ProblemState error={query.error} onRetry={() => query.refetch()} />
      ) : (
        <Table<ConsentDecision>
          aria-label={text('consent.decisions')}
          columns={columns}
          dataSource={page?.items ?? []}
          rowKey={(decision) => decision.id}
          loading={query.isFetching && page === undefined}
          pagination={false}
          scroll={page !== undefined && page.items.length > 0 ? { x: 'max-content' } : undefined}
          locale={{
            emptyText: query.isPending ? (
              ' '
            ) : (
              <EmptyState title={text('consent.decisions.empty')} hint={text('consent.decisions.empty.hint')} />
            ),
          }}
        />
      )}
      {page !== undefined && (page.nextCursor || pages.pageNumber > 1) && (
        <Flex gap={10} justify="flex-end" style={{ padding: '12px 20px' }}>
          <Button icon={<LeftOutlined />} disabled={pages.pageNumber === 1} onClick={pages.goBack}>
            {text('list.previous')}
          </Button>
          <Button
            icon={<RightOutlined />}
            iconPlacement="end"
            disabled={!page.nextCursor}
            onClick={() => page.nextCursor && pages.goNext(page.nextCursor)}
          >
            {text('list.next')}
          </Button>
        </Flex>
      )}
    </Panel>
  );
}
