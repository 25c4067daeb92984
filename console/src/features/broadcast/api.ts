import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, type Schemas, unwrap } from '@/shared/api/client';

export type Broadcast = Schemas['Broadcast'];
export type BroadcastDraft = Schemas['BroadcastDraft'];
export type BroadcastState = Schemas['BroadcastState'];
export type BroadcastEstimate = Schemas['BroadcastEstimate'];
export type BroadcastResults = Schemas['BroadcastResults'];
export type BroadcastEffect = Schemas['BroadcastEffect'];
export type Guide = Schemas['Guide'];
export type Interval = Schemas['Interval'];
export type TestSend = Schemas['TestSend'];
export type EstimateQuestion = Schemas['EstimateRequest'];

const pageSize = 20;
/** As many broadcasts as a picker offers. */
const optionsMax = 200;
/** How often a broadcast that moves is looked at. */
const pollMs = 2_000;
/** How often an effect is looked at while orders may still come. */
const effectPollMs = 30_000;

const keys = {
  list: (cursor: string | undefined) => ['broadcasts', 'list', cursor] as const,
  options: ['broadcasts', 'options'] as const,
  one: (id: string) => ['broadcasts', 'one', id] as const,
  estimate: (question: EstimateQuestion | null) => ['broadcasts', 'estimate', question] as const,
  results: (id: string) => ['broadcasts', 'results', id] as const,
  effect: (id: string) => ['broadcasts', 'effect', id] as const,
  guides: (id: string, onlyUnconfirmed: boolean, cursor: string | undefined) =>
    ['broadcasts', 'guides', id, onlyUnconfirmed, cursor] as const,
  trace: (id: string, customerId: string) => ['broadcasts', 'trace', id, customerId] as const,
};

/** Whether it changes by itself. */
export function isMoving({ state }: Pick<Broadcast, 'state'>): boolean {
  return state === 'scheduled' || state === 'sending';
}

export function useBroadcasts(cursor: string | undefined) {
  return useQuery({
    queryKey: keys.list(cursor),
    queryFn: () => unwrap(client.GET('/api/broadcasts', { params: { query: { cursor, limit: pageSize } } })),
    placeholderData: keepPreviousData,
    staleTime: 2_000,
    refetchInterval: ({ state }) => (state.data?.items.some(isMoving) ? 2 * pollMs : false),
  });
}

export function useBroadcastOptions(enabled: boolean) {
  return useQuery({
    queryKey: keys.options,
    enabled,
    queryFn: () => unwrap(client.GET('/api/broadcasts', { params: { query: { limit: optionsMax } } })),
  });
}

/** @param isWatched asks again while it changes by itself; an editor must not. */
export function useBroadcast(id: string, isWatched: boolean) {
  return useQuery({
    queryKey: keys.one(id),
    enabled: id !== '',
    queryFn: () => unwrap(client.GET('/api/broadcasts/{id}', { params: { path: { id } } })),
    staleTime: 0,
    refetchOnReconnect: isWatched,
    refetchInterval: ({ state }) => (isWatched && state.data !== undefined && isMoving(state.data) ? pollMs : false),
  });
}

/** What would happen if it were launched now; nothing is asked before the question is whole. */
export function useEstimate(question: EstimateQuestion | null) {
  return useQuery({
    queryKey: keys.estimate(question),
    enabled: question !== null,
    queryFn: ({ signal }) => {
      if (question === null) throw new Error('nothing to estimate');
      return unwrap(client.POST('/api/broadcasts/estimate', { body: question, signal }));
    },
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

export function useResults(broadcast: Pick<Broadcast, 'id' | 'state'>) {
  return useQuery({
    queryKey: keys.results(broadcast.id),
    queryFn: () => unwrap(client.GET('/api/broadcasts/{id}/results', { params: { path: { id: broadcast.id } } })),
    staleTime: 1_000,
    refetchInterval: isMoving(broadcast) || broadcast.state === 'paused' ? pollMs : false,
  });
}

export function useEffectOf(id: string) {
  return useQuery({
    queryKey: keys.effect(id),
    queryFn: () => unwrap(client.GET('/api/broadcasts/{id}/effect', { params: { path: { id } } })),
    staleTime: 5_000,
    refetchInterval: ({ state }) => (state.data?.isOver === false ? effectPollMs : false),
  });
}

const guidesPageSize = 10;

export function useGuides(broadcast: Pick<Broadcast, 'id' | 'state'>, onlyUnconfirmed: boolean, cursor: string | undefined) {
  return useQuery({
    queryKey: keys.guides(broadcast.id, onlyUnconfirmed, cursor),
    queryFn: () =>
      unwrap(
        client.GET('/api/broadcasts/{id}/guides', {
          params: { path: { id: broadcast.id }, query: { onlyUnconfirmed, cursor, limit: guidesPageSize } },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: isMoving(broadcast) ? 2 * pollMs : false,
  });
}

export function useTrace(id: string, customerId: string) {
  return useQuery({
    queryKey: keys.trace(id, customerId),
    queryFn: () => unwrap(client.GET('/api/broadcasts/{id}/trace', { params: { path: { id }, query: { customerId } } })),
    staleTime: 0,
  });
}

export interface SaveBroadcast {
  /** Absent for a new broadcast. */
  existing?: Pick<Broadcast, 'id' | 'version'> | undefined;
  draft: BroadcastDraft;
  idempotencyKey: string;
}

/** A broadcast that came back from a change is the one to show; lists are asked for anew. */
function useBroadcastMutation<V>(mutationFn: (value: V) => Promise<Broadcast>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (broadcast) => {
      queryClient.setQueryData(keys.one(broadcast.id), broadcast);
      queryClient.invalidateQueries({ queryKey: ['broadcasts', 'list'] });
      queryClient.invalidateQueries({ queryKey: keys.options });
      queryClient.invalidateQueries({ queryKey: keys.results(broadcast.id) });
    },
  });
}

export function useSaveBroadcast() {
  return useBroadcastMutation(({ existing, draft, idempotencyKey }: SaveBroadcast) =>
    existing === undefined
      ? unwrap(client.POST('/api/broadcasts', { params: { header: { 'Idempotency-Key': idempotencyKey } }, body: draft }))
      : unwrap(
          client.PUT('/api/broadcasts/{id}', {
            params: { path: { id: existing.id }, header: { 'If-Match': `"${existing.version}"` } },
            body: draft,
          }),
        ),
  );
}

export function useSubmitBroadcast() {
  return useBroadcastMutation((id: string) => unwrap(client.POST('/api/broadcasts/{id}/submit', { params: { path: { id } } })));
}

export interface Decision {
  /** As it was looked at: what changed since then is not what was decided on. */
  broadcast: Pick<Broadcast, 'id' | 'version'>;
  isApproved: boolean;
  comment: string;
}

export function useDecide() {
  return useBroadcastMutation(({ broadcast, isApproved, comment }: Decision) => {
    const params = { path: { id: broadcast.id }, header: { 'If-Match': `"${broadcast.version}"` } };
    const body = comment === '' ? {} : { comment };
    return isApproved
      ? unwrap(client.POST('/api/broadcasts/{id}/approve', { params, body }))
      : unwrap(client.POST('/api/broadcasts/{id}/reject', { params, body }));
  });
}

export type Steering = 'pause' | 'resume' | 'stop';

export function useSteer() {
  return useBroadcastMutation(({ id, steering }: { id: string; steering: Steering }) => {
    const params = { path: { id } };
    switch (steering) {
      case 'pause':
        return unwrap(client.POST('/api/broadcasts/{id}/pause', { params }));
      case 'resume':
        return unwrap(client.POST('/api/broadcasts/{id}/resume', { params }));
      case 'stop':
        return unwrap(client.POST('/api/broadcasts/{id}/stop', { params }));
    }
  });
}

export function useTestSend() {
  return useMutation({
    mutationFn: ({ id, customerIds }: { id: string; customerIds: string[] }) =>
      unwrap(client.POST('/api/broadcasts/{id}/test-send', { params: { path: { id } }, body: { customerIds } })),
  });
}

export function useDeleteBroadcast() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(client.DELETE('/api/broadcasts/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      queryClient.invalidateQueries({ queryKey: ['broadcasts', 'list'] });
      queryClient.invalidateQueries({ queryKey: keys.options });
    },
  });
}
