import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client, type Schemas, unwrap } from '@/shared/api/client';

export type Segment = Schemas['Segment'];
export type SegmentCondition = Schemas['SegmentCondition'];
export type SegmentPreview = Schemas['SegmentPreview'];
export type SegmentFields = Schemas['SegmentFields'];

const pageSize = 20;
/** As many segments as a picker offers. */
const optionsMax = 200;

const keys = {
  list: (cursor: string | undefined) => ['segments', 'list', cursor] as const,
  options: ['segments', 'options'] as const,
  one: (id: string) => ['segments', 'one', id] as const,
  fields: ['segments', 'fields'] as const,
  preview: (condition: SegmentCondition | null) => ['segments', 'preview', condition] as const,
  explanation: (condition: SegmentCondition, customerId: string) => ['segments', 'explanation', condition, customerId] as const,
};

export function useSegments(cursor: string | undefined) {
  return useQuery({
    queryKey: keys.list(cursor),
    queryFn: () => unwrap(client.GET('/api/segments', { params: { query: { cursor, limit: pageSize } } })),
    placeholderData: keepPreviousData,
  });
}

export function useSegmentOptions(): { value: string; label: string }[] {
  const { data } = useQuery({
    queryKey: keys.options,
    queryFn: () => unwrap(client.GET('/api/segments', { params: { query: { limit: optionsMax } } })),
    staleTime: 60_000,
  });
  return useMemo(() => data?.items.map((segment) => ({ value: segment.id, label: segment.name })) ?? [], [data]);
}

export function useSegment(id: string) {
  return useQuery({
    queryKey: keys.one(id),
    enabled: id !== '',
    queryFn: () => unwrap(client.GET('/api/segments/{id}', { params: { path: { id } } })),
    // The editor starts from one version; a silent newer one would break the If-Match it sends.
    staleTime: 0,
    refetchOnReconnect: false,
  });
}

export function useSegmentFields() {
  return useQuery({ queryKey: keys.fields, queryFn: () => unwrap(client.GET('/api/segment-fields')), staleTime: 3_000 });
}

export function usePreview(condition: SegmentCondition | null) {
  return useQuery({
    queryKey: keys.preview(condition),
    enabled: condition !== null,
    queryFn: ({ signal }) => {
      if (condition === null) throw new Error('nothing to preview');
      return unwrap(client.POST('/api/segments/preview', { body: { condition }, signal }));
    },
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

export function useExplanation(condition: SegmentCondition, customerId: string) {
  return useQuery({
    queryKey: keys.explanation(condition, customerId),
    queryFn: () => unwrap(client.POST('/api/segments/explain', { body: { condition, customerId } })),
  });
}

export interface SaveSegment {
  /** Absent for a new segment. */
  existing?: Pick<Segment, 'id' | 'version'>;
  draft: Schemas['SegmentDraft'];
  idempotencyKey: string;
}

export function useSaveSegment() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ existing, draft, idempotencyKey }: SaveSegment) =>
      existing === undefined
        ? unwrap(client.POST('/api/segments', { params: { header: { 'Idempotency-Key': idempotencyKey } }, body: draft }))
        : unwrap(
            client.PUT('/api/segments/{id}', {
              params: { path: { id: existing.id }, header: { 'If-Match': `"${existing.version}"` } },
              body: draft,
            }),
          ),
    onSuccess: (segment) => {
      queryClient.setQueryData(keys.one(segment.id), segment);
      queryClient.invalidateQueries({ queryKey: ['segments', 'list'] });
      queryClient.invalidateQueries({ queryKey: keys.options });
    },
  });
}

export function useDeleteSegment() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(client.DELETE('/api/segments/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      queryClient.invalidateQueries({ queryKey: ['segments', 'list'] });
      queryClient.invalidateQueries({ queryKey: keys.options });
    },
  });
}
