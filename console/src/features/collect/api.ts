import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client, requestHeaders, type Schemas, unwrap } from '@/shared/api/client';
import { ProblemError, problemFrom } from '@/shared/api/problem';

export type Import = Schemas['Import'];
export type Upload = Schemas['Upload'];
export type Mapping = Schemas['Mapping'];
export type MappingGuess = Schemas['MappingGuess'];
export type ImportKind = Schemas['ImportKind'];
export type ImportKindDescription = Schemas['ImportKindDescription'];
export type SavedMapping = Schemas['SavedMapping'];

const pageSize = 20;
/** How often a running import is looked at. */
const pollMs = 1_000;

const keys = {
  kinds: ['imports', 'kinds'] as const,
  list: (cursor: string | undefined) => ['imports', 'list', cursor] as const,
  one: (id: string) => ['imports', 'one', id] as const,
  mappings: ['imports', 'mappings'] as const,
};

export function isUnderWay(job: Pick<Import, 'state'>): boolean {
  return job.state === 'queued' || job.state === 'running';
}

export function useImportKinds() {
  return useQuery({ queryKey: keys.kinds, queryFn: () => unwrap(client.GET('/api/import-kinds')), staleTime: Number.POSITIVE_INFINITY });
}

export function useImports(cursor: string | undefined) {
  return useQuery({
    queryKey: keys.list(cursor),
    queryFn: () => unwrap(client.GET('/api/imports', { params: { query: { cursor, limit: pageSize } } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 2 * pollMs : false),
  });
}

/** What an import changes everywhere else is asked for anew once it has ended. */
export function useFreshDataAfter(job: Pick<Import, 'state'>): void {
  const queryClient = useQueryClient();
  const ended = !isUnderWay(job);
  useEffect(() => {
    if (ended) {
      queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'imports' });
    }
  }, [ended, queryClient]);
}

export function useImport(id: string) {
  return useQuery({
    queryKey: keys.one(id),
    queryFn: () => unwrap(client.GET('/api/imports/{id}', { params: { path: { id } } })),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data !== undefined && isUnderWay(state.data) ? pollMs : false),
  });
}

export function useGuessMapping() {
  return useMutation({
    mutationFn: ({ uploadId, kind }: { uploadId: string; kind: ImportKind }) =>
      unwrap(client.POST('/api/uploads/{id}/mapping-guess', { params: { path: { id: uploadId } }, body: { kind } })),
  });
}

export function useStartImport() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: { body: Schemas['NewImport']; idempotencyKey: string }) =>
      unwrap(client.POST('/api/imports', { params: { header: { 'Idempotency-Key': idempotencyKey } }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['imports', 'list'] }),
  });
}

export function useCancelImport() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(client.POST('/api/imports/{id}/cancel', { params: { path: { id } } })),
    onSuccess: (job) => queryClient.setQueryData(keys.one(job.id), job),
  });
}

export function useReplayImport() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, idempotencyKey }: { id: string; idempotencyKey: string }) =>
      unwrap(
        client.POST('/api/imports/{id}/replay', { params: { path: { id }, header: { 'Idempotency-Key': idempotencyKey } }, body: {} }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['imports', 'list'] }),
  });
}

export function useSavedMappings() {
  return useQuery({ queryKey: keys.mappings, queryFn: () => unwrap(client.GET('/api/import-mappings')) });
}

export function useSaveMapping() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['NewSavedMapping']) => unwrap(client.POST('/api/import-mappings', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.mappings }),
  });
}

export function useDeleteMapping() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(client.DELETE('/api/import-mappings/{id}', { params: { path: { id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.mappings }),
  });
}

export function rejectedRowsUrl(id: string): string {
  return `/api/imports/${encodeURIComponent(id)}/rejected.csv`;
}

/** Sends a file and tells how far it is; `fetch` cannot tell that, so this is the one request made without it. */
export function uploadFile(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/uploads');
    for (const [name, value] of Object.entries(requestHeaders('POST'))) {
      request.setRequestHeader(name, value);
    }
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(request.response as Upload);
      } else {
        reject(new ProblemError(problemFrom(request.response, new Response(null, { status: request.status }))));
      }
    };
    request.onerror = () => reject(new ProblemError({ type: 'about:blank', title: '', status: 0 }));
    request.onabort = () => reject(new DOMException('upload cancelled', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
