import { Button, Table, type TableProps } from 'antd';
import { Link } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { StateTag } from '@/shared/ui/StateTag';
import { useConfirm } from '@/shared/ui/useConfirm';
import { type Post, useEndPost } from '../api';
import { Day } from './Day';

interface PostTableProps {
  label: string;
  posts: Post[];
  /** Whose posts these are, which then needs no column. */
  of: 'person' | 'unit';
  today: string;
  mayWrite: boolean;
  empty: string;
}

/** Posts of a person or at a unit; those that go on can be ended. */
export function PostTable({ label, posts, of, today, mayWrite, empty }: PostTableProps) {
  const text = useText();
  const confirm = useConfirm();
  const end = useEndPost();
  const columns: NonNullable<TableProps<Post>['columns']> = [
    of === 'person'
      ? {
          title: text('org.post.unit'),
          key: 'unit',
          render: (_, post) => <Link to={`/organisation?unit=${post.unitId}`}>{post.unitName}</Link>,
        }
      : {
          title: text('org.post.person'),
          key: 'person',
          render: (_, post) => <Link to={`/organisation/people?person=${post.personId}`}>{post.personName}</Link>,
        },
    { title: text('org.post.role'), key: 'role', render: (_, { role }) => text.word('postRole', role) },
    {
      title: text('org.post.days'),
      key: 'days',
      render: (_, { from, until }) => (
        <>
          <Day of={from} />
          {' – '}
          {until === undefined ? text('org.history.open') : <Day of={until} />}
        </>
      ),
    },
    {
      title: <span className="q-visually-hidden">{text('list.actions')}</span>,
      key: 'actions',
      render: (_, post) => {
        if (post.until !== undefined && post.until <= today) return <StateTag tone="calm">{text('org.history.past')}</StateTag>;
        const isComing = post.from > today;
        return (
          mayWrite && (
            <Button
              size="small"
              onClick={() =>
                confirm({
                  title: text(isComing ? 'org.post.takeBack.title' : 'org.post.end.title', {
                    name: post.personName,
                    role: text.word('postRole', post.role),
                    unit: post.unitName,
                  }),
                  hint: text(isComing ? 'org.post.takeBack.hint' : 'org.post.end.hint'),
                  ok: text(isComing ? 'org.history.takeBack' : 'org.post.end'),
                  danger: true,
                  act: () => end.mutateAsync({ id: post.id }),
                })
              }
            >
              {text(isComing ? 'org.history.takeBack' : 'org.post.end')}
            </Button>
          )
        );
      },
    },
  ];
  return (
    <Table<Post>
      aria-label={label}
      size="small"
      columns={columns}
      dataSource={posts}
      rowKey={(post) => post.id}
      pagination={posts.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
      locale={{ emptyText: empty }}
    />
  );
}
