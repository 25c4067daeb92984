import { Button, Progress, type TableProps } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { PlusOutlined } from '@/shared/ui/icons';
import { ListPage } from '@/shared/ui/ListPage';
import { EmptyState } from '@/shared/ui/states';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Count, Moment } from '@/shared/ui/values';
import { type Import, isUnderWay, useImports } from '../api';
import { ImportStateTag } from '../components/ImportStateTag';
import { paceOf } from '../model';

export function ImportListPage() {
  const text = useText();
  const navigate = useNavigate();
  const mayWrite = may(useSession(), 'imports.write');
  const pages = useKeysetPages('imports');
  const query = useImports(pages.cursor);

  const columns: NonNullable<TableProps<Import>['columns']> = [
    { title: text('import.file'), key: 'file', render: (_, job) => <Link to={`/imports/${job.id}`}>{job.fileName}</Link> },
    { title: text('import.kind'), key: 'kind', render: (_, { kind }) => text(`kind.${kind}`) },
    { title: text('customer.channel'), key: 'channel', render: (_, { channel }) => text.word('channel', channel) },
    {
      title: text('import.state'),
      key: 'state',
      render: (_, job) =>
        isUnderWay(job) ? (
          <Progress
            percent={Math.round(paceOf(job).share * 100)}
            size="small"
            style={{ width: 130, margin: 0 }}
            aria-label={text('import.progress')}
          />
        ) : (
          <ImportStateTag state={job.state} />
        ),
    },
    { title: text('import.rows'), key: 'rows', align: 'right', render: (_, { rows }) => <Count value={rows} /> },
    { title: text('import.accepted'), key: 'accepted', align: 'right', render: (_, { accepted }) => <Count value={accepted} /> },
    {
      title: text('import.quarantined'),
      key: 'quarantined',
      align: 'right',
      render: (_, { quarantined }) => (
        <span style={quarantined > 0 ? { color: 'var(--q-warn)', fontWeight: 500 } : undefined}>
          <Count value={quarantined} />
        </span>
      ),
    },
    { title: text('import.startedAt'), key: 'startedAt', render: (_, { startedAt }) => <Moment at={startedAt} ago /> },
  ];

  const start = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate('/imports/new')}>
      {text('imports.start')}
    </Button>
  );
  return (
    <ListPage
      title={text('nav.imports')}
      subtitle={text('imports.subtitle')}
      actions={mayWrite && start}
      query={query}
      pages={pages}
      columns={columns}
      rowKey={(job) => job.id}
      onOpen={(job) => navigate(`/imports/${job.id}`)}
      empty={<EmptyState title={text('imports.empty')} hint={text('imports.empty.hint')} />}
    />
  );
}
