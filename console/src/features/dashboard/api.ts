import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client, type Schemas, unwrap } from '@/shared/api/client';

export type Overview = Schemas['Overview'];

const keys = { overview: (currency: string | undefined, days: number) => ['overview', currency, days] as const };

export function useOverview(currency: string | undefined, days: number) {
  return useQuery({
    queryKey: keys.overview(currency, days),
    queryFn: () => unwrap(client.GET('/api/overview', { params: { query: { currency, days } } })),
    placeholderData: keepPreviousData,
    staleTime: 3_000,
  });
}
