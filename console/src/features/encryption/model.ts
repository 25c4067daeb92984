import type { Tone } from '@/shared/ui/StateTag';
import type { MasterKey, MasterKeyRotation } from './api';

export const stateTones = {
  primary: 'good',
  replaced: 'info',
  retired: 'warn',
  destroyed: 'calm',
} as const satisfies Record<MasterKey['state'], Tone>;

/** How far a rotation is, 0 to 100; what cannot be opened keeps it from 100. Undefined until the data keys are counted. */
export function progressPercent({ keys, rewrapped }: MasterKeyRotation): number | undefined {
  return keys === 0 ? undefined : Math.min(100, Math.floor((rewrapped / keys) * 1000) / 10);
}

export function isDestroyable({ state, destroyableAt }: MasterKey, now: number): boolean {
  return state === 'retired' && destroyableAt !== undefined && Date.parse(destroyableAt) <= now;
}
