import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, type Schemas, unwrap } from '@/shared/api/client';

export type AuditEntry = Schemas['AuditEntry'];
export type AuditAlarm = Schemas['AuditAlarm'];
export type AuditChain = Schemas['AuditChain'];
export type AuditKind = Schemas['AuditKind'];
export type AuditOutcome = Schemas['AuditOutcome'];

export interface AuditFilter {
  actor?: string | undefined;
  action?: string | undefined;
  kind?: AuditKind | undefined;
  outcome?: AuditOutcome | undefined;
  objectKind?: string | undefined;
  objectId?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

const pageSize = 20;

const keys = {
  entries: (filter: AuditFilter, cursor: string | undefined) => ['audit', 'entries', filter, cursor] as const,
  chain: ['audit', 'chain'] as const,
  alarms: ['audit', 'alarms'] as const,
};

export function useAuditEntries(filter: AuditFilter, cursor: string | undefined) {
  return useQuery({
    queryKey: keys.entries(filter, cursor),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/audit/entries', { params: { query: { ...filter, cursor, limit: pageSize } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function useAuditChain() {
  return useQuery({
    queryKey: keys.chain,
    queryFn: () => unwrap(client.GET('/api/audit/chain')),
    staleTime: 0,
  });
}

export function useVerifyChain() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(client.POST('/api/audit/chain/verify')),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['audit'] }),
  });
}

const alarmsShown = 5;

export function useAuditAlarms() {
  return useQuery({
    queryKey: keys.alarms,
    queryFn: () => unwrap(client.GET('/api/audit/alarms', { params: { query: { limit: alarmsShown } } })),
    staleTime: 0,
  });
}

/** Where the browser gets the same entries as a file. */
export function exportAddress(filter: AuditFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  return `/api/audit/entries.csv?${query}`;
}
