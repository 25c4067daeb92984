import { Button, Empty } from 'antd';
import { useText } from '@/shared/i18n/text';
import { LoadingState, ProblemState } from '@/shared/ui/states';
import { useTimeline } from '../api';
import { TimelineItem } from './TimelineItem';
import styles from './TimelineTab.module.css';

/** What happened, latest first; older entries are fetched when asked for. */
export function TimelineTab({ id }: { id: string }) {
  const text = useText();
  const query = useTimeline(id);
  if (query.data === undefined) {
    return query.isError ? <ProblemState error={query.error} onRetry={() => query.refetch()} /> : <LoadingState />;
  }
  const entries = query.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text('timeline.empty')} />;
  }
  return (
    <>
      <ol className={styles.timeline} aria-label={text('customer.timeline')}>
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id and are only ever appended
          <TimelineItem key={`${entry.at} ${entry.type} ${entry.title} ${index}`} entry={entry} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button block loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {text('timeline.more')}
        </Button>
      )}
    </>
  );
}
