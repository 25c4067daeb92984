import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Session } from '@/shared/access';
import { client, type Schemas, unwrap } from '@/shared/api/client';
import { ProblemError } from '@/shared/api/problem';

export type StaffMember = Schemas['StaffMember'];
export type StaffWithPassword = Schemas['StaffWithPassword'];
export type OpenSession = Schemas['OpenSession'];

export const sessionKey = ['session'] as const;
const ownSessionsKey = ['own-sessions'] as const;

/** The session, or null when nobody is signed in. */
async function fetchSession(): Promise<Session | null> {
  try {
    return await unwrap(client.GET('/api/session'));
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) {
      return null;
    }
    throw error;
  }
}

export function useSessionQuery() {
  return useQuery({ queryKey: sessionKey, queryFn: fetchSession, staleTime: Number.POSITIVE_INFINITY });
}

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['SignIn']) => unwrap(client.POST('/api/session', { body })),
    onSuccess: (session) => queryClient.setQueryData(sessionKey, session),
  });
}

/** The first factor was right; a code is needed too. */
export function isCodeRequired(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.type.endsWith('/brand.access/code-required');
}

export function useGiveCode() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['TotpCode']) => unwrap(client.POST('/api/session/code', { body })),
    onSuccess: (session) => queryClient.setQueryData(sessionKey, session),
  });
}

export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(client.DELETE('/api/session')),
    onSuccess: () => {
      // The session stays in the cache: who watches it must see that it ended. All else is forgotten.
      queryClient.setQueryData(sessionKey, null);
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    },
  });
}

/** Afterwards the session is asked for again: it may have been one that had to change its password. Others have ended. */
export function useChangePassword() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['PasswordChange']) => unwrap(client.POST('/api/session/password', { body })),
    onSuccess: () =>
      Promise.all([queryClient.invalidateQueries({ queryKey: sessionKey }), queryClient.invalidateQueries({ queryKey: ownSessionsKey })]),
  });
}

export function useOwnSessions() {
  return useQuery({ queryKey: ownSessionsKey, queryFn: () => unwrap(client.GET('/api/sessions')) });
}

function useOwnSessionsMutation<V>(mutationFn: (value: V) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queryClient.invalidateQueries({ queryKey: ownSessionsKey }) });
}

export function useEndOwnSession() {
  return useOwnSessionsMutation((id: string) => unwrap(client.DELETE('/api/sessions/{id}', { params: { path: { id } } })));
}

export function useEndOtherSessions() {
  return useOwnSessionsMutation(() => unwrap(client.DELETE('/api/sessions')));
}

const totpKey = ['own-totp'] as const;

export function useTotp() {
  return useQuery({ queryKey: totpKey, queryFn: () => unwrap(client.GET('/api/session/totp')) });
}

export function useBeginTotp() {
  return useMutation({ mutationFn: (body: Schemas['PasswordAgain']) => unwrap(client.POST('/api/session/totp', { body })) });
}

/** With the second factor come and go other sessions, and what waited for it. */
function useTotpMutation<V, T>(mutationFn: (value: V) => Promise<T>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => Promise.all([totpKey, sessionKey, ownSessionsKey].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
}

export function useConfirmTotp() {
  return useTotpMutation((body: Schemas['TotpCode']) => unwrap(client.POST('/api/session/totp/confirm', { body })));
}

export function useRenewRecoveryCodes() {
  return useTotpMutation((body: Schemas['TotpCode']) => unwrap(client.POST('/api/session/totp/recovery-codes', { body })));
}

export function useTurnOffTotp() {
  return useTotpMutation((body: Schemas['PasswordAndCode']) => unwrap(client.POST('/api/session/totp/off', { body })));
}

const signInPolicyKey = ['sign-in-policy'] as const;

export function useSignInPolicy() {
  return useQuery({ queryKey: signInPolicyKey, queryFn: () => unwrap(client.GET('/api/sign-in-policy')) });
}

export function useReplaceSignInPolicy() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['SignInPolicy']) => unwrap(client.PUT('/api/sign-in-policy', { body })),
    onSuccess: (policy) => queryClient.setQueryData(signInPolicyKey, policy),
  });
}

export function useSignInOptions() {
  return useQuery({ queryKey: ['sign-in-options'], queryFn: () => unwrap(client.GET('/api/sign-in-options')), staleTime: 60_000 });
}

const oidcSettingsKey = ['oidc-settings'] as const;

export function useOidcSettings() {
  return useQuery({ queryKey: oidcSettingsKey, queryFn: () => unwrap(client.GET('/api/oidc-settings')) });
}

export function useReplaceOidcSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['OidcSettingsDraft']) => unwrap(client.PUT('/api/oidc-settings', { body })),
    onSuccess: (settings) => queryClient.setQueryData(oidcSettingsKey, settings),
  });
}

const companyAccountsKey = (id: string) => ['company-accounts', id] as const;

export function useCompanyAccounts(id: string) {
  return useQuery({
    queryKey: companyAccountsKey(id),
    queryFn: () => unwrap(client.GET('/api/staff/{id}/company-accounts', { params: { path: { id } } })),
  });
}

export function useReplaceCompanyAccounts(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['CompanyAccountsDraft']) =>
      unwrap(client.PUT('/api/staff/{id}/company-accounts', { params: { path: { id } }, body })),
    onSuccess: (accounts) => queryClient.setQueryData(companyAccountsKey(id), accounts),
  });
}

const staffKey = ['staff'] as const;
const staffPageSize = 50;

export function useStaff(cursor: string | undefined) {
  return useQuery({
    queryKey: [...staffKey, cursor],
    queryFn: () => unwrap(client.GET('/api/staff', { params: { query: { cursor, limit: staffPageSize } } })),
    placeholderData: keepPreviousData,
  });
}

function useStaffMutation<V, T>(mutationFn: (value: V) => Promise<T>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queryClient.invalidateQueries({ queryKey: staffKey }) });
}

export function useAddStaff() {
  return useAccessMutation((body: Schemas['StaffDraft']) => unwrap(client.POST('/api/staff', { body })));
}

export function useResetPassword() {
  return useStaffMutation((id: string) => unwrap(client.POST('/api/staff/{id}/reset-password', { params: { path: { id } } })));
}

export function useResetTotp() {
  return useStaffMutation((id: string) => unwrap(client.POST('/api/staff/{id}/reset-totp', { params: { path: { id } } })));
}

export function useDeactivateStaff() {
  return useStaffMutation((id: string) => unwrap(client.POST('/api/staff/{id}/deactivate', { params: { path: { id } } })));
}

export function useReactivateStaff() {
  return useStaffMutation((id: string) => unwrap(client.POST('/api/staff/{id}/reactivate', { params: { path: { id } } })));
}

const staffSessionsKey = (id: string) => ['staff-sessions', id] as const;

export function useStaffSessions(id: string) {
  return useQuery({
    queryKey: staffSessionsKey(id),
    queryFn: () => unwrap(client.GET('/api/staff/{id}/sessions', { params: { path: { id } } })),
  });
}

/** Ends one session of somebody, or all of them. */
export function useEndStaffSessions(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string | undefined) =>
      sessionId === undefined
        ? unwrap(client.DELETE('/api/staff/{id}/sessions', { params: { path: { id } } }))
        : unwrap(client.DELETE('/api/staff/{id}/sessions/{sessionId}', { params: { path: { id, sessionId } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: staffSessionsKey(id) }),
  });
}

const rolesKey = ['roles'] as const;

export function useRoles() {
  return useQuery({ queryKey: rolesKey, queryFn: () => unwrap(client.GET('/api/roles')) });
}

/** Roles are shown with how many have them, and people with the names of their roles. */
function useAccessMutation<V, T>(mutationFn: (value: V) => Promise<T>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all([queryClient.invalidateQueries({ queryKey: staffKey }), queryClient.invalidateQueries({ queryKey: rolesKey })]),
  });
}

export function useAssignRoles() {
  return useAccessMutation(({ person, assignments }: { person: StaffMember; assignments: Schemas['AssignmentDraft'][] }) =>
    unwrap(
      client.PUT('/api/staff/{id}/assignments', {
        params: { path: { id: person.id }, header: { 'If-Match': `"${person.version}"` } },
        body: { assignments },
      }),
    ),
  );
}

/** Creates a role, or replaces the one that it was. */
export function useSaveRole() {
  return useAccessMutation(({ role, draft, key }: { role: Schemas['Role'] | undefined; draft: Schemas['RoleDraft']; key: string }) =>
    unwrap(
      role === undefined
        ? client.POST('/api/roles', { params: { header: { 'Idempotency-Key': key } }, body: draft })
        : client.PUT('/api/roles/{id}', {
            params: { path: { id: role.id }, header: { 'If-Match': `"${role.version}"` } },
            body: draft,
          }),
    ),
  );
}

export function useDeleteRole() {
  return useAccessMutation((id: string) => unwrap(client.DELETE('/api/roles/{id}', { params: { path: { id } } })));
}

const apiKeysKey = ['api-keys'] as const;
const writeKeysKey = ['write-keys'] as const;

export function useApiKeys(cursor: string | undefined) {
  return useQuery({
    queryKey: [...apiKeysKey, cursor],
    queryFn: () => unwrap(client.GET('/api/api-keys', { params: { query: { cursor, limit: staffPageSize } } })),
    placeholderData: keepPreviousData,
  });
}

export function useWriteKeys(cursor: string | undefined) {
  return useQuery({
    queryKey: [...writeKeysKey, cursor],
    queryFn: () => unwrap(client.GET('/api/write-keys', { params: { query: { cursor, limit: staffPageSize } } })),
    placeholderData: keepPreviousData,
  });
}

function useKeyMutation<V, T>(queryKey: readonly string[], mutationFn: (value: V) => Promise<T>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queryClient.invalidateQueries({ queryKey }) });
}

export function useCreateApiKey() {
  return useKeyMutation(apiKeysKey, (body: Schemas['ApiKeyDraft']) => unwrap(client.POST('/api/api-keys', { body })));
}

export function useRevokeApiKey() {
  return useKeyMutation(apiKeysKey, (id: string) => unwrap(client.POST('/api/api-keys/{id}/revoke', { params: { path: { id } } })));
}

export function useCreateWriteKey() {
  return useKeyMutation(writeKeysKey, (body: Schemas['WriteKeyDraft']) => unwrap(client.POST('/api/write-keys', { body })));
}

export function useRevokeWriteKey() {
  return useKeyMutation(writeKeysKey, (id: string) => unwrap(client.POST('/api/write-keys/{id}/revoke', { params: { path: { id } } })));
}
