import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { AuditOutlined, DownloadOutlined } from '@/shared/ui/icons';
import { ListPage } from '@/shared/ui/ListPage';
import { EmptyState } from '@/shared/ui/states';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Moment } from '@/shared/ui/values';
import { type AuditEntry, type AuditFilter, exportAddress, useAuditEntries } from '../api';
import { AlarmsPanel } from '../components/AlarmsPanel';
import { AuditEntryDrawer } from '../components/AuditEntryDrawer';
import { AuditFilters } from '../components/AuditFilters';
import styles from '../components/AuditPanels.module.css';
import { AuditKindTag, AuditOutcomeTag } from '../components/AuditTags';
import { ChainPanel } from '../components/ChainPanel';
import { filterOf } from '../model';
import { useActionWords, useActorWords } from '../words';

/** Who did, saw, exported or revealed what, when, from where; and whether the trail itself can be trusted. */
export function AuditPage() {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const pages = useKeysetPages(search.toString());
  const filter = filterOf(search);
  const query = useAuditEntries(filter, pages.cursor);
  const [shown, setShown] = useState<AuditEntry>();
  const columns = useAuditColumns(setShown);

  const change = (changes: AuditFilter) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    setSearch(next);
  };

  return (
    <>
      <ListPage
        title={text('nav.audit')}
        subtitle={text('audit.subtitle')}
        actions={
          <Button icon={<DownloadOutlined />} href={exportAddress(filter)} download>
            {text('audit.export')}
          </Button>
        }
        query={query}
        pages={pages}
        columns={columns}
        rowKey={(entry) => entry.id}
        onOpen={setShown}
        empty={
          <EmptyState
            icon={<AuditOutlined />}
            title={text(search.size > 0 ? 'audit.none' : 'audit.empty')}
            hint={text(search.size > 0 ? 'audit.none.hint' : 'audit.empty.hint')}
          />
        }
        filters={
          <>
            <div className={styles.panels}>
              <ChainPanel />
              <AlarmsPanel />
            </div>
            <AuditFilters filter={filter} onChange={change} onReset={search.size > 0 ? () => setSearch({}) : undefined} />
          </>
        }
      />
      <AuditEntryDrawer entry={shown} onClose={() => setShown(undefined)} />
    </>
  );
}

function useAuditColumns(onShow: (entry: AuditEntry) => void): NonNullable<TableProps<AuditEntry>['columns']> {
  const text = useText();
  const actionWords = useActionWords();
  const actorWords = useActorWords();
  return [
    { title: text('audit.at'), key: 'at', render: (_, { at }) => <Moment at={at} /> },
    { title: text('audit.actor'), key: 'actor', render: (_, { actor }) => actorWords(actor) },
    {
      title: text('audit.action'),
      key: 'action',
      render: (_, entry) => (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onShow(entry)}>
          {actionWords(entry.action)}
        </Button>
      ),
    },
    { title: text('audit.kind'), key: 'kind', render: (_, { kind }) => <AuditKindTag kind={kind} /> },
    {
      title: text('audit.object'),
      key: 'object',
      render: (_, { objectKind, objectId }) =>
        objectKind && (
          <>
            {text.word('auditObject', objectKind)}
            {objectId && (
              <div className={styles.object} title={objectId}>
                {objectId}
              </div>
            )}
          </>
        ),
    },
    { title: text('audit.outcome'), key: 'outcome', render: (_, { outcome }) => <AuditOutcomeTag outcome={outcome} /> },
    { title: text('audit.sourceIp'), key: 'sourceIp', render: (_, { sourceIp }) => sourceIp },
  ];
}
