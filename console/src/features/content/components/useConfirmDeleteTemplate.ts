import { useText } from '@/shared/i18n/text';
import { useConfirm } from '@/shared/ui/useConfirm';
import { type MessageTemplate, useDeleteTemplate } from '../api';

/** Asks before a template is deleted. */
export function useConfirmDeleteTemplate(onDeleted?: () => void): (template: MessageTemplate) => void {
  const text = useText();
  const confirm = useConfirm();
  const remove = useDeleteTemplate();
  return (template) =>
    confirm({
      title: text('template.delete.title', { name: template.name }),
      hint: text('template.delete.hint'),
      ok: text('action.delete'),
      danger: true,
      act: async () => {
        await remove.mutateAsync(template.id);
        onDeleted?.();
      },
      done: text('template.deleted', { name: template.name }),
    });
}
