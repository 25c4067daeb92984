import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { client, type Schemas, unwrap } from '@/shared/api/client';

export type CustomerSummary = Schemas['CustomerSummary'];
export type Customer = Schemas['Customer'];
export type RevealField = Schemas['RevealField'];
export type RevealReason = Schemas['RevealReason'];
export type RevealRequest = Schemas['RevealRequest'];
export type RevealedValues = Schemas['RevealedValues'];
export type TimelineEntry = Schemas['TimelineEntry'];

export interface CustomerQuery {
  query?: string | undefined;
  tag?: string[] | undefined;
  segmentId?: string | undefined;
  sort?: Schemas['CustomerSort'] | undefined;
  cursor?: string | undefined;
}

const pageSize = 20;

const keys = {
  list: (query: CustomerQuery) => ['customers', 'list', query] as const,
  one: (id: string) => ['customers', 'one', id] as const,
  timeline: (id: string) => ['customers', 'timeline', id] as const,
};

export function useCustomers(query: CustomerQuery) {
  return useQuery({
    queryKey: keys.list(query),
    queryFn: ({ signal }) => unwrap(client.GET('/api/customers', { params: { query: { ...query, limit: pageSize } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function useCustomer(id: string) {
  return useQuery({
    queryKey: keys.one(id),
    enabled: id !== '',
    queryFn: () => unwrap(client.GET('/api/customers/{id}', { params: { path: { id } } })),
  });
}

/** As many as a picker offers for one number. */
const foundMax = 10;

/** Customers by a whole phone, member, order or customer number; nothing is asked for nothing. */
export function useCustomerSearch(query: string) {
  return useQuery({
    queryKey: ['customers', 'search', query] as const,
    enabled: query !== '',
    queryFn: ({ signal }) => unwrap(client.GET('/api/customers', { params: { query: { query, limit: foundMax } }, signal })),
  });
}

export function useTimeline(id: string) {
  return useInfiniteQuery({
    queryKey: keys.timeline(id),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      unwrap(client.GET('/api/customers/{id}/timeline', { params: { path: { id }, query: { cursor, limit: pageSize } } })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The answer is handed to who asked and forgotten: no cache keeps it. */
export function useReveal(id: string) {
  return useMutation({
    mutationFn: (body: RevealRequest) => unwrap(client.POST('/api/customers/{id}/reveal', { params: { path: { id } }, body })),
    gcTime: 0,
  });
}
