import { Button, type TableProps } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { DeleteOutlined, PlusOutlined } from '@/shared/ui/icons';
import { ListPage } from '@/shared/ui/ListPage';
import { EmptyState } from '@/shared/ui/states';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Count, Moment } from '@/shared/ui/values';
import { type Segment, useSegments } from '../api';
import { useConfirmDelete } from '../components/useConfirmDelete';
import { useConditionWords } from '../words';
import styles from './SegmentListPage.module.css';

export function SegmentListPage() {
  const text = useText();
  const navigate = useNavigate();
  const say = useConditionWords();
  const confirmDelete = useConfirmDelete();
  const mayWrite = may(useSession(), 'segments.write');
  const pages = useKeysetPages('segments');
  const query = useSegments(pages.cursor);

  const columns: NonNullable<TableProps<Segment>['columns']> = [
    {
      title: text('segment.name'),
      key: 'name',
      render: (_, segment) => (
        <div className={styles.name}>
          <Link to={`/segments/${segment.id}`}>{segment.name}</Link>
          {segment.description && <div className={styles.description}>{segment.description}</div>}
        </div>
      ),
    },
    {
      title: text('segment.condition'),
      key: 'condition',
      render: (_, segment) => <div className={styles.condition}>{say(segment.condition)}</div>,
    },
    {
      title: text('segment.size'),
      key: 'size',
      align: 'right',
      render: (_, { size }) => (
        <span className={styles.size}>
          <Count value={size} />
        </span>
      ),
    },
    { title: text('segment.computedAt'), key: 'computedAt', render: (_, { computedAt }) => <Moment at={computedAt} ago /> },
    { title: text('segment.updatedAt'), key: 'updatedAt', render: (_, { updatedAt }) => <Moment at={updatedAt} ago /> },
    {
      title: <span className="q-visually-hidden">{text('list.actions')}</span>,
      key: 'actions',
      render: (_, segment) =>
        mayWrite && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${text('action.delete')} ${segment.name}`}
            onClick={() => confirmDelete(segment)}
          />
        ),
    },
  ];

  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate('/segments/new')}>
      {text('segments.create')}
    </Button>
  );
  return (
    <ListPage
      title={text('nav.segments')}
      subtitle={text('segments.subtitle')}
      actions={mayWrite && create}
      query={query}
      pages={pages}
      columns={columns}
      rowKey={(segment) => segment.id}
      onOpen={(segment) => navigate(`/segments/${segment.id}`)}
      empty={<EmptyState title={text('segments.empty')} hint={text('segments.empty.hint')} />}
    />
  );
}
