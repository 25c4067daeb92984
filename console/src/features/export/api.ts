import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, newIdempotencyKey, type Schemas, unwrap } from '@/shared/api/client';

export type Export = Schemas['Export'];
export type ExportDraft = Schemas['ExportDraft'];
export type ExportState = Schemas['ExportState'];
export type ExportTrace = Schemas['ExportTrace'];

const pageSize = 20;
const watchedEveryMs = 2_000;

const keys = {
  own: (cursor: string | undefined) => ['exports', 'own', cursor] as const,
  requests: (state: ExportState | undefined, cursor: string | undefined) => ['exports', 'requests', state, cursor] as const,
  estimate: (draft: ExportDraft) => ['exports', 'estimate', draft] as const,
};

export function isMoving({ state }: Export): boolean {
  return state === 'approved' || state === 'running';
}

/** One's own, asked for again while a file is being written. */
export function useExports(cursor: string | undefined) {
  return useQuery({
    queryKey: keys.own(cursor),
    queryFn: ({ signal }) => unwrap(client.GET('/api/exports', { params: { query: { cursor, limit: pageSize } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.items.some(isMoving) ? watchedEveryMs : false),
  });
}

export function useExportRequests(state: ExportState | undefined, cursor: string | undefined) {
  return useQuery({
    queryKey: keys.requests(state, cursor),
    queryFn: ({ signal }) => unwrap(client.GET('/api/export-requests', { params: { query: { state, cursor, limit: pageSize } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** How many rows it would have, before anybody asks for it. */
export function useEstimate(draft: ExportDraft | undefined) {
  return useQuery({
    queryKey: draft === undefined ? ['exports', 'no estimate'] : keys.estimate(draft),
    queryFn: draft === undefined ? skipToken : ({ signal }) => unwrap(client.POST('/api/exports/estimate', { body: draft, signal })),
    placeholderData: keepPreviousData,
  });
}

function useChange<T, R>(mutationFn: (value: T) => Promise<R>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queryClient.invalidateQueries({ queryKey: ['exports'] }) });
}

export function useRequestExport() {
  return useChange((body: ExportDraft) =>
    unwrap(client.POST('/api/exports', { params: { header: { 'Idempotency-Key': newIdempotencyKey() } }, body })),
  );
}

export function useCancelExport() {
  return useChange((id: string) => unwrap(client.POST('/api/exports/{id}/cancel', { params: { path: { id } } })));
}

export function useApproveExport() {
  return useChange(({ id, note }: { id: string; note?: string | undefined }) =>
    unwrap(client.POST('/api/export-requests/{id}/approve', { params: { path: { id } }, body: note === undefined ? {} : { note } })),
  );
}

export function useRefuseExport() {
  return useChange(({ id, note }: { id: string; note: string }) =>
    unwrap(client.POST('/api/export-requests/{id}/refuse', { params: { path: { id } }, body: { note } })),
  );
}

export function useTraceExport() {
  return useMutation({ mutationFn: (text: string) => unwrap(client.POST('/api/export-trace', { body: { text } })) });
}

/** Where the browser gets the file. */
export function fileAddress({ id }: Export): string {
  return `/api/exports/${id}/file`;
}
