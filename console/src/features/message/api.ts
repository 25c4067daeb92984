import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, type Schemas, unwrap, unwrapAnswer } from '@/shared/api/client';

export type Message = Schemas['LoggedMessage'];
export type MessageState = Schemas['MessageState'];
export type ContactPolicy = Schemas['ContactPolicy'];
export type Suppression = Schemas['Suppression'];
export type SuppressionReason = Schemas['SuppressionReason'];

export interface MessageQuery {
  channel?: string | undefined;
  state?: MessageState | undefined;
  broadcastId?: string | undefined;
  customerId?: string | undefined;
  cursor?: string | undefined;
}

const pageSize = 20;

const keys = {
  log: (query: MessageQuery) => ['messages', query] as const,
  policy: ['contact-policy'] as const,
  suppressions: (cursor: string | undefined) => ['suppressions', cursor] as const,
};

export function useMessages(query: MessageQuery) {
  return useQuery({
    queryKey: keys.log(query),
    queryFn: ({ signal }) => unwrap(client.GET('/api/messages', { params: { query: { ...query, limit: pageSize } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 3_000,
  });
}

/** The rules with the ETag that they must be replaced under. */
export interface VersionedPolicy {
  policy: ContactPolicy;
  etag: string;
}

const versioned = ({ data, response }: { data: ContactPolicy; response: Response }): VersionedPolicy => ({
  policy: data,
  etag: response.headers.get('ETag') ?? '',
});

export function useContactPolicy() {
  return useQuery({
    queryKey: keys.policy,
    queryFn: async () => versioned(await unwrapAnswer(client.GET('/api/contact-policy'))),
    staleTime: 0,
    refetchOnReconnect: false,
  });
}

export function useSaveContactPolicy() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ etag, policy }: VersionedPolicy) =>
      versioned(await unwrapAnswer(client.PUT('/api/contact-policy', { params: { header: { 'If-Match': etag } }, body: policy }))),
    onSuccess: (saved) => queryClient.setQueryData(keys.policy, saved),
  });
}

export function useSuppressions(cursor: string | undefined) {
  return useQuery({
    queryKey: keys.suppressions(cursor),
    queryFn: () => unwrap(client.GET('/api/suppressions', { params: { query: { cursor, limit: pageSize } } })),
    placeholderData: keepPreviousData,
  });
}

export function useAddSuppression() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['SuppressionDraft']) => unwrap(client.POST('/api/suppressions', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['suppressions'] }),
  });
}

export function useRemoveSuppression() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => unwrap(client.DELETE('/api/suppressions/{id}', { params: { path: { id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['suppressions'] }),
  });
}
