import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, type Schemas, unwrap } from '@/shared/api/client';

export type MessageTemplate = Schemas['MessageTemplate'];
export type MessageTemplateDraft = Schemas['MessageTemplateDraft'];
export type MessagePreview = Schemas['MessagePreview'];
export type ChannelContent = Schemas['ChannelContent'];
export type ContentIssue = Schemas['ContentIssue'];
export type MessageWords = Schemas['MessageWords'];

const pageSize = 20;
/** As many templates as a picker offers. */
const optionsMax = 200;

const keys = {
  list: (cursor: string | undefined) => ['templates', 'list', cursor] as const,
  options: ['templates', 'options'] as const,
  one: (id: string) => ['templates', 'one', id] as const,
  preview: (words: MessageWords) => ['templates', 'preview', words] as const,
};

export function useTemplates(cursor: string | undefined) {
  return useQuery({
    queryKey: keys.list(cursor),
    queryFn: () => unwrap(client.GET('/api/message-templates', { params: { query: { cursor, limit: pageSize } } })),
    placeholderData: keepPreviousData,
  });
}

export function useTemplateOptions() {
  return useQuery({
    queryKey: keys.options,
    queryFn: () => unwrap(client.GET('/api/message-templates', { params: { query: { limit: optionsMax } } })),
    // A template is often made in another window while a broadcast waits for it.
    refetchOnWindowFocus: true,
  });
}

export function useTemplate(id: string) {
  return useQuery({
    queryKey: keys.one(id),
    enabled: id !== '',
    queryFn: () => unwrap(client.GET('/api/message-templates/{id}', { params: { path: { id } } })),
    // The editor starts from one version; a silent newer one would break the If-Match it sends.
    staleTime: 0,
    refetchOnReconnect: false,
  });
}

/** The text as each channel would send it; nothing is asked while nothing is written. */
export function useMessagePreview(words: MessageWords) {
  return useQuery({
    queryKey: keys.preview(words),
    enabled: Object.keys(words.contents).length > 0,
    queryFn: ({ signal }) => unwrap(client.POST('/api/message-templates/preview', { body: words, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export interface SaveTemplate {
  /** Absent for a new template. */
  existing?: Pick<MessageTemplate, 'id' | 'version'> | undefined;
  draft: MessageTemplateDraft;
  idempotencyKey: string;
}

export function useSaveTemplate() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ existing, draft, idempotencyKey }: SaveTemplate) =>
      existing === undefined
        ? unwrap(client.POST('/api/message-templates', { params: { header: { 'Idempotency-Key': idempotencyKey } }, body: draft }))
        : unwrap(
            client.PUT('/api/message-templates/{id}', {
              params: { path: { id: existing.id }, header: { 'If-Match': `"${existing.version}"` } },
              body: draft,
            }),
          ),
    onSuccess: (template) => {
      queryClient.setQueryData(keys.one(template.id), template);
      queryClient.invalidateQueries({ queryKey: ['templates', 'list'] });
      queryClient.invalidateQueries({ queryKey: keys.options });
    },
  });
}

export function useDeleteTemplate() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(client.DELETE('/api/message-templates/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      queryClient.invalidateQueries({ queryKey: ['templates', 'list'] });
      queryClient.invalidateQueries({ queryKey: keys.options });
    },
  });
}
