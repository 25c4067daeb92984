import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, type Schemas, unwrap } from '@/shared/api/client';

export type EncryptionState = Schemas['EncryptionState'];
export type MasterKey = Schemas['MasterKey'];
export type MasterKeyRotation = Schemas['MasterKeyRotation'];

const encryptionKey = ['encryption'] as const;

/** How often a rotation is looked at. */
const pollMs = 2_000;

export function useEncryption() {
  return useQuery({
    queryKey: encryptionKey,
    queryFn: () => unwrap(client.GET('/api/encryption')),
    refetchInterval: ({ state }) => (state.data?.rotation === undefined ? false : pollMs),
    staleTime: 0,
  });
}

/** Whatever comes of it, what is shown is asked for anew: somebody else may have been faster. */
function useEncryptionMutation(mutationFn: (id: number) => Promise<EncryptionState>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queryClient.invalidateQueries({ queryKey: encryptionKey }) });
}

/** Replaces the primary key; asked twice for the same key it begins one rotation. */
export function useRotate() {
  return useEncryptionMutation((replaces) => unwrap(client.POST('/api/encryption/rotations', { body: { replaces } })));
}

export function useDestroyKey() {
  return useEncryptionMutation((id) => unwrap(client.POST('/api/encryption/keys/{id}/destroy', { params: { path: { id } } })));
}
