import { Button, Table, type TableProps } from 'antd';
import { Link } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { EyeOutlined, LeftOutlined, RightOutlined } from '@/shared/ui/icons';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Moment } from '@/shared/ui/values';
import { type AuditEntry, useAuditEntries } from '../api';
import { useActionWords, useActorWords } from '../words';
import { AuditKindTag } from './AuditTags';

/** Who saw or changed this customer, latest first. */
export function SeenByTab({ customerId }: { customerId: string }) {
  const text = useText();
  const pages = useKeysetPages(customerId);
  const filter = { objectKind: 'customer', objectId: customerId };
  const query = useAuditEntries(filter, pages.cursor);
  const columns = useSeenColumns();
  return (
    <QueryView query={query}>
      {({ items, nextCursor }) => (
        <>
          <Table<AuditEntry>
            size="small"
            columns={columns}
            dataSource={items}
            rowKey={(entry) => entry.id}
            pagination={false}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: <EmptyState icon={<EyeOutlined />} title={text('seenBy.empty')} /> }}
          />
          <div style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 10, marginTop: 14 }}>
            <Link to={`/audit?${new URLSearchParams(filter)}`}>{text('seenBy.all')}</Link>
            <span style={{ display: 'flex', gap: 8 }}>
              <Button size="small" icon={<LeftOutlined />} disabled={pages.pageNumber === 1} onClick={pages.goBack}>
                {text('list.previous')}
              </Button>
              <Button size="small" disabled={!nextCursor} onClick={() => nextCursor && pages.goNext(nextCursor)}>
                {text('list.next')} <RightOutlined />
              </Button>
            </span>
          </div>
        </>
      )}
    </QueryView>
  );
}

function useSeenColumns(): NonNullable<TableProps<AuditEntry>['columns']> {
  const text = useText();
  const actionWords = useActionWords();
  const actorWords = useActorWords();
  return [
    { title: text('audit.at'), key: 'at', render: (_, { at }) => <Moment at={at} /> },
    { title: text('audit.actor'), key: 'actor', render: (_, { actor }) => actorWords(actor) },
    { title: text('audit.action'), key: 'action', render: (_, { action }) => actionWords(action) },
    { title: text('audit.kind'), key: 'kind', render: (_, { kind }) => <AuditKindTag kind={kind} /> },
    { title: text('audit.reason'), key: 'reason', render: (_, { reason }) => reason },
  ];
}
