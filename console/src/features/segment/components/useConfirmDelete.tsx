import { App } from 'antd';
import { problemOf } from '@/shared/api/problem';
import { useText } from '@/shared/i18n/text';
import { wordsFor } from '@/shared/ui/states';
import { type Segment, useDeleteSegment } from '../api';

/** Asks before a segment is deleted and says why when the server refuses, e.g. because another segment uses it. */
export function useConfirmDelete(onDeleted?: () => void): (segment: Segment) => void {
  const text = useText();
  const { modal, message, notification } = App.useApp();
  const remove = useDeleteSegment();
  return (segment) => {
    modal.confirm({
      title: text('segment.delete.title', { name: segment.name }),
      content: text('segment.delete.hint'),
      okText: text('action.delete'),
      okButtonProps: { danger: true },
      cancelText: text('action.cancel'),
      onOk: async () => {
        try {
          await remove.mutateAsync(segment.id);
          message.success(text('segment.deleted', { name: segment.name }));
          onDeleted?.();
        } catch (error) {
          const problem = problemOf(error);
          notification.error({
            title: problem.title === '' ? text(wordsFor(problem.status).title) : problem.title,
            description: problem.detail ?? text(wordsFor(problem.status).advice),
          });
        }
      },
    });
  };
}
