import { useText } from '@/shared/i18n/text';
import { useConfirm } from '@/shared/ui/useConfirm';
import { type Segment, useDeleteSegment } from '../api';

/** Asks before a segment is deleted and says why when the server refuses, e.g. because another segment uses it. */
export function useConfirmDelete(onDeleted?: () => void): (segment: Segment) => void {
  const text = useText();
  const confirm = useConfirm();
  const remove = useDeleteSegment();
  return (segment) =>
    confirm({
      title: text('segment.delete.title', { name: segment.name }),
      hint: text('segment.delete.hint'),
      ok: text('action.delete'),
      danger: true,
      act: async () => {
        await remove.mutateAsync(segment.id);
        onDeleted?.();
      },
      done: text('segment.deleted', { name: segment.name }),
    });
}
