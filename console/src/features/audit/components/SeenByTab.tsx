import type { TableProps } from 'antd';
import { Link } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { EyeOutlined } from '@/shared/ui/icons';
import { KeysetTable } from '@/shared/ui/KeysetTable';
import { EmptyState } from '@/shared/ui/states';
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
    <>
      <KeysetTable<AuditEntry>
        label={text('customer.seenBy')}
        size="small"
        query={query}
        pages={pages}
        columns={columns}
        rowKey={(entry) => entry.id}
        empty={<EmptyState icon={<EyeOutlined />} title={text('seenBy.empty')} />}
      />
      <Link to={`/audit?${new URLSearchParams(filter)}`}>{text('seenBy.all')}</Link>
    </>
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
