import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, newIdempotencyKey, type Schemas, unwrap, unwrapAnswer } from '@/shared/api/client';

export type Unit = Schemas['Unit'];
export type UnitKind = Schemas['UnitKind'];
export type UnitCode = Schemas['UnitCode'];
export type UnitPeriod = Schemas['UnitPeriod'];
export type UnitDraft = Schemas['UnitDraft'];
export type UnitNaming = Schemas['UnitNaming'];
export type FoundUnit = Schemas['FoundUnit'];
export type Person = Schemas['Person'];
export type PersonDraft = Schemas['PersonDraft'];
export type Post = Schemas['Post'];
export type PostDraft = Schemas['PostDraft'];
export type StoreDetails = Schemas['StoreDetails'];
export type StorePlace = Schemas['StorePlace'];

/** Enough to fill a screen several times; more come when one scrolls there. */
const childrenPageSize = 200;
const searchMax = 50;
const peoplePageSize = 50;
/** The posts of a person or a unit that a panel shows; more are a matter of the file. */
const postsMax = 200;

const all = ['organisation'] as const;
const keys = {
  summary: [...all, 'summary'] as const,
  unit: (id: string) => [...all, 'unit', id] as const,
  path: (id: string) => [...all, 'path', id] as const,
  history: (id: string) => [...all, 'history', id] as const,
  children: (id: string, cursor: string | undefined) => [...all, 'children', id, cursor] as const,
  search: (q: string) => [...all, 'search', q] as const,
  store: (id: string) => [...all, 'store', id] as const,
  at: (id: string) => [...all, 'at', id] as const,
  people: (q: string, cursor: string | undefined) => [...all, 'people', q, cursor] as const,
  person: (id: string) => [...all, 'person', id] as const,
  posts: (id: string) => [...all, 'posts', id] as const,
  map: [...all, 'map'] as const,
  outline: ['map-outline'] as const,
};

const path = (id: string) => ({ path: { id } });
const underVersion = (id: string, version: number) => ({ path: { id }, header: { 'If-Match': `"${version}"` } });

export function useSummary() {
  return useQuery({ queryKey: keys.summary, queryFn: () => unwrap(client.GET('/api/organisation')) });
}

export function useUnit(id: string) {
  return useQuery({
    queryKey: keys.unit(id),
    enabled: id !== '',
    queryFn: () => unwrap(client.GET('/api/organisation/units/{id}', { params: path(id) })),
  });
}

/** The units above one, the headquarters first, itself last; none for a closed one. */
export function usePath(id: string) {
  return useQuery({
    queryKey: keys.path(id),
    enabled: id !== '',
    queryFn: () => unwrap(client.GET('/api/organisation/units/{id}/path', { params: path(id) })),
  });
}

export function useHistory(id: string) {
  return useQuery({
    queryKey: keys.history(id),
    queryFn: () => unwrap(client.GET('/api/organisation/units/{id}/history', { params: path(id) })),
  });
}

/** Units with a text in their name or as a code; without one the highest first. */
export function useUnitSearch(q: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.search(q),
    enabled,
    queryFn: ({ signal }) => unwrap(client.GET('/api/organisation/search', { params: { query: { q, limit: searchMax } }, signal })),
    placeholderData: keepPreviousData,
  });
}

type UnitPage = Schemas['UnitPage'];

/** What is loaded of the units below one. */
export interface Children {
  units: Unit[];
  hasMore: boolean;
  isLoading: boolean;
  error?: unknown;
  retry: () => void;
}

/**
 * The children of several units, each page by page.
 *
 * @param pagesWanted how many pages of a unit are to be loaded; 1 when it says nothing
 */
export function useChildrenOf(ids: readonly string[], pagesWanted: ReadonlyMap<string, number>): ReadonlyMap<string, Children> {
  const queryClient = useQueryClient();
  const asked = ids.flatMap((id) => {
    const cursors: (string | undefined)[] = [undefined];
    while (cursors.length < (pagesWanted.get(id) ?? 1)) {
      const next = queryClient.getQueryData<UnitPage>(keys.children(id, cursors.at(-1)))?.nextCursor;
      if (next === undefined || next === null) break;
      cursors.push(next);
    }
    return cursors.map((cursor) => ({ id, cursor }));
  });
  const answers = useQueries({
    queries: asked.map(({ id, cursor }) => ({
      queryKey: keys.children(id, cursor),
      queryFn: () =>
        unwrap(
          client.GET('/api/organisation/units/{id}/children', {
            params: { ...path(id), query: { cursor, limit: childrenPageSize } },
          }),
        ),
    })),
  });
  const found = new Map<string, Children>();
  asked.forEach(({ id }, index) => {
    const answer = answers[index];
    if (answer === undefined) return;
    const before = found.get(id)?.units ?? [];
    found.set(id, {
      units: [...before, ...(answer.data?.items ?? [])],
      hasMore: typeof answer.data?.nextCursor === 'string',
      isLoading: answer.isPending,
      error: answer.data === undefined ? answer.error : undefined,
      retry: () => void answer.refetch(),
    });
  });
  return found;
}

function useOrganisationMutation<V, T>(mutationFn: (value: V) => Promise<T>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queryClient.invalidateQueries({ queryKey: all }) });
}

export function useCreateUnit() {
  return useOrganisationMutation((body: UnitDraft) =>
    unwrap(client.POST('/api/organisation/units', { params: { header: { 'Idempotency-Key': newIdempotencyKey() } }, body })),
  );
}

export function useRenameUnit() {
  return useOrganisationMutation(({ unit, naming }: { unit: Unit; naming: UnitNaming }) =>
    unwrap(client.PUT('/api/organisation/units/{id}', { params: underVersion(unit.id, unit.version), body: naming })),
  );
}

export function useMoveUnit() {
  return useOrganisationMutation(({ unit, parentId, from }: { unit: Unit; parentId: string; from?: string }) =>
    unwrap(client.POST('/api/organisation/units/{id}/move', { params: underVersion(unit.id, unit.version), body: { parentId, from } })),
  );
}

export function useCloseUnit() {
  return useOrganisationMutation(({ unit, from }: { unit: Unit; from?: string }) =>
    unwrap(client.POST('/api/organisation/units/{id}/close', { params: underVersion(unit.id, unit.version), body: { from } })),
  );
}

/** What is known of a store, with the version of its unit that a change must name. */
export interface VersionedStore {
  details: StoreDetails;
  version: number;
}

export function useStore(id: string) {
  return useQuery({
    queryKey: keys.store(id),
    queryFn: async (): Promise<VersionedStore> => {
      const { data, response } = await unwrapAnswer(client.GET('/api/organisation/units/{id}/store', { params: path(id) }));
      return { details: data, version: Number(response.headers.get('ETag')?.replaceAll('"', '')) };
    },
  });
}

export function useReplaceStore() {
  return useOrganisationMutation(({ id, version, details }: { id: string; version: number; details: StoreDetails }) =>
    unwrap(client.PUT('/api/organisation/units/{id}/store', { params: underVersion(id, version), body: details })),
  );
}

export function usePostsAt(unitId: string) {
  return useQuery({
    queryKey: keys.at(unitId),
    queryFn: () => unwrap(client.GET('/api/organisation/units/{id}/people', { params: { ...path(unitId), query: { limit: postsMax } } })),
  });
}

export function usePeople(q: string, cursor: string | undefined) {
  return useQuery({
    queryKey: keys.people(q, cursor),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/organisation/people', { params: { query: { q, cursor, limit: peoplePageSize } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function usePerson(id: string) {
  return useQuery({
    queryKey: keys.person(id),
    enabled: id !== '',
    queryFn: () => unwrap(client.GET('/api/organisation/people/{id}', { params: path(id) })),
  });
}

export function usePostsOf(personId: string) {
  return useQuery({
    queryKey: keys.posts(personId),
    queryFn: () => unwrap(client.GET('/api/organisation/people/{id}/posts', { params: { ...path(personId), query: { limit: postsMax } } })),
  });
}

export function useSavePerson() {
  return useOrganisationMutation(({ person, draft }: { person?: Person | undefined; draft: PersonDraft }) =>
    person === undefined
      ? unwrap(client.POST('/api/organisation/people', { params: { header: { 'Idempotency-Key': newIdempotencyKey() } }, body: draft }))
      : unwrap(client.PUT('/api/organisation/people/{id}', { params: underVersion(person.id, person.version), body: draft })),
  );
}

export function useAddPost() {
  return useOrganisationMutation(({ personId, draft }: { personId: string; draft: PostDraft }) =>
    unwrap(
      client.POST('/api/organisation/people/{id}/posts', {
        params: { ...path(personId), header: { 'Idempotency-Key': newIdempotencyKey() } },
        body: draft,
      }),
    ),
  );
}

export function useEndPost() {
  return useOrganisationMutation(({ id, from }: { id: string; from?: string }) =>
    unwrap(client.POST('/api/organisation/posts/{id}/end', { params: path(id), body: { from } })),
  );
}

export function useStoreMap() {
  return useQuery({ queryKey: keys.map, queryFn: () => unwrap(client.GET('/api/organisation/map')) });
}

/** GeoJSON as the map library takes it. */
export interface Outline {
  type: 'FeatureCollection';
  name?: string;
  features: object[];
}

export function useMapOutline() {
  return useQuery({
    queryKey: keys.outline,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await unwrap(client.GET('/api/organisation/map/outline'))) as unknown as Outline,
  });
}

export type FileOutcome = Schemas['FileOutcome'];
export type FileKind = 'units' | 'people';

export const fileUrl: Record<FileKind, string> = { units: '/api/organisation/units.csv', people: '/api/organisation/people.csv' };

export interface OrganisationFile {
  kind: FileKind;
  file: File;
  /** Only say what would be done. */
  preview: boolean;
}

/** Sends a file as it is; what it changed is asked for again. */
export function useReadFile() {
  return useOrganisationMutation(async ({ kind, file, preview }: OrganisationFile) => {
    const sent = {
      params: { query: { preview } },
      headers: { 'Content-Type': 'text/csv' },
      body: '',
      bodySerializer: () => file,
    };
    return unwrap(kind === 'units' ? client.POST('/api/organisation/units.csv', sent) : client.POST('/api/organisation/people.csv', sent));
  });
}
