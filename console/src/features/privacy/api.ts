import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client, type Schemas, unwrap } from '@/shared/api/client';

export type PrivacyRequest = Schemas['PrivacyRequest'];
export type NewPrivacyRequest = Schemas['NewPrivacyRequest'];
export type RequestState = Schemas['RequestState'];
export type VerificationDraft = Schemas['VerificationDraft'];

const pageSize = 20;

/** Open ones move while the page is looked at: the server works on them. */
const refreshMs = 5_000;

const keys = {
  list: (state: RequestState | undefined, cursor: string | undefined) => ['privacy', 'list', state, cursor] as const,
  one: (id: string) => ['privacy', 'one', id] as const,
};

export function usePrivacyRequests(state: RequestState | undefined, cursor: string | undefined) {
  return useQuery({
    queryKey: keys.list(state, cursor),
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/privacy/requests', {
          params: { query: { ...(state ? { state: [state] } : {}), ...(cursor ? { cursor } : {}), limit: pageSize } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.items.some(({ state: now }) => now === 'running') ? refreshMs : false),
  });
}

export function usePrivacyRequest(id: string) {
  return useQuery({
    queryKey: keys.one(id),
    queryFn: () => unwrap(client.GET('/api/privacy/requests/{id}', { params: { path: { id } } })),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? refreshMs : false),
  });
}

/** Once a person is erased, nothing that was fetched of customers before is shown again. */
export function useForgetErased(isErased: boolean) {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (isErased) queryClient.removeQueries({ queryKey: ['customers'] });
  }, [isErased, queryClient]);
}

export function useCreateRequest() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, idempotencyKey }: { draft: NewPrivacyRequest; idempotencyKey: string }) =>
      unwrap(client.POST('/api/privacy/requests', { params: { header: { 'Idempotency-Key': idempotencyKey } }, body: draft })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['privacy'] }),
  });
}

/** What can be done to a request; each is one call and takes it one state further. */
export type Move = { to: 'verify'; body: VerificationDraft } | { to: 'approve' } | { to: 'start' } | { to: 'refuse'; reason: string };

export function useMoveRequest(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (move: Move) => {
      const params = { path: { id } };
      switch (move.to) {
        case 'verify':
          return unwrap(client.POST('/api/privacy/requests/{id}/verify', { params, body: move.body }));
        case 'approve':
          return unwrap(client.POST('/api/privacy/requests/{id}/approve', { params }));
        case 'start':
          return unwrap(client.POST('/api/privacy/requests/{id}/start', { params }));
        case 'refuse':
          return unwrap(client.POST('/api/privacy/requests/{id}/refuse', { params, body: { reason: move.reason } }));
      }
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['privacy'] }),
  });
}

/** The file for the person, in clear: handed to who asked, and kept by no cache. */
export function useDownloadCopy(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        client.POST('/api/privacy/requests/{id}/copy', {
          params: { path: { id } },
          body: { reason },
          parseAs: 'blob',
        }),
      ) as Promise<unknown> as Promise<Blob>,
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['privacy'] }),
  });
}
