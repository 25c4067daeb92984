import { Button, type TableProps } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useSession } from '@/app/guards';
import { useChannelName } from '@/features/channel/api';
import { may } from '@/shared/access';
import { formatShare } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { PlusOutlined, SendOutlined } from '@/shared/ui/icons';
import { ListPage } from '@/shared/ui/ListPage';
import { EmptyState } from '@/shared/ui/states';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Count, Moment } from '@/shared/ui/values';
import { type Broadcast, useBroadcasts } from '../api';
import { BroadcastStateTag } from '../components/BroadcastStateTag';
import styles from './BroadcastListPage.module.css';

export function BroadcastListPage() {
  const text = useText();
  const navigate = useNavigate();
  const channelName = useChannelName();
  const mayWrite = may(useSession(), 'broadcasts.write');
  const pages = useKeysetPages('broadcasts');
  const query = useBroadcasts(pages.cursor);

  const columns: NonNullable<TableProps<Broadcast>['columns']> = [
    {
      title: text('broadcast.name'),
      key: 'name',
      render: (_, broadcast) => (
        <div className={`${styles.name} q-linked`}>
          <Link to={addressOf(broadcast, mayWrite)}>{broadcast.name}</Link>
          <div className={styles.sub}>
            {broadcast.segmentName} · {broadcast.channels.map(channelName).join(' → ')}
          </div>
        </div>
      ),
    },
    { title: text('broadcast.state'), key: 'state', render: (_, { state }) => <BroadcastStateTag state={state} /> },
    {
      title: text('results.chosen'),
      key: 'chosen',
      align: 'right',
      render: (_, { figures }) => <Count value={figures?.chosen} />,
    },
    {
      title: text('results.sent'),
      key: 'sent',
      align: 'right',
      render: (_, { figures }) => <Count value={figures?.sent} />,
    },
    {
      title: text('results.reached'),
      key: 'reached',
      align: 'right',
      render: (_, { figures }) => <Reached figures={figures} />,
    },
    {
      title: text('broadcast.startedAt'),
      key: 'startedAt',
      render: (_, { launchedAt, startAt, state }) => <Moment at={launchedAt ?? (state === 'scheduled' ? startAt : undefined)} ago />,
    },
    { title: text('broadcast.createdBy'), key: 'createdBy', render: (_, { createdBy }) => createdBy },
  ];

  return (
    <ListPage
      title={text('nav.broadcasts')}
      subtitle={text('broadcasts.subtitle')}
      actions={
        mayWrite && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate('/broadcasts/edit')}>
            {text('broadcasts.create')}
          </Button>
        )
      }
      query={query}
      pages={pages}
      columns={columns}
      rowKey={(broadcast) => broadcast.id}
      onOpen={(broadcast) => navigate(addressOf(broadcast, mayWrite))}
      empty={<EmptyState icon={<SendOutlined />} title={text('broadcasts.empty')} hint={text('broadcasts.empty.hint')} />}
    />
  );
}

/** A draft is opened to go on with it; one that was sent back first shows why. */
function addressOf({ id, state, comment }: Broadcast, mayWrite: boolean): string {
  return state === 'draft' && comment === undefined && mayWrite ? `/broadcasts/edit/${id}` : `/broadcasts/${id}`;
}

function Reached({ figures }: { figures: Broadcast['figures'] }) {
  const language = useLanguage();
  return (
    <>
      <Count value={figures?.reached} />
      {figures !== undefined && figures.chosen > 0 && (
        <div className={styles.sub}>{formatShare(figures.reached / figures.chosen, language)}</div>
      )}
    </>
  );
}
