import { useParams, useSearchParams } from 'react-router';
import { QueryView } from '@/shared/ui/states';
import { useSegment } from '../api';
import { SegmentEditor } from '../components/SegmentEditor';

export function NewSegmentPage() {
  // `?tag=gender:female` starts with that condition, so that other pages can lead here.
  const [search] = useSearchParams();
  const pair = search.get('tag')?.split(/:(.*)/);
  const [tag, value] = pair ?? [];
  return <SegmentEditor start={tag && value ? { type: 'tag', tag, values: [value] } : undefined} />;
}

export function SegmentPage() {
  const { id = '' } = useParams();
  const query = useSegment(id);
  return (
    <QueryView query={query} tall>
      {(segment) => <SegmentEditor key={segment.id} segment={segment} />}
    </QueryView>
  );
}
