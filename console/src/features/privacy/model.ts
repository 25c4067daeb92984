import type { Tone } from '@/shared/ui/StateTag';
import type { PrivacyRequest, RequestState } from './api';

export const requestStates: readonly RequestState[] = ['received', 'verified', 'approved', 'running', 'done', 'refused'];
export const requestKinds: readonly PrivacyRequest['kind'][] = ['access', 'export', 'erasure', 'correction'];
export const requestChannels: readonly PrivacyRequest['channel'][] = ['phone', 'store', 'wecom', 'online', 'email', 'letter'];
export const verifications = ['phone_code', 'document', 'account', 'known_in_store'] as const;

export const stateTones: Record<RequestState, Tone> = {
  received: 'warn',
  verified: 'info',
  approved: 'info',
  running: 'info',
  done: 'good',
  refused: 'calm',
};

export const deadlineTones: Record<PrivacyRequest['deadline'], Tone> = {
  running: 'calm',
  due_soon: 'warn',
  overdue: 'bad',
  met: 'good',
  missed: 'bad',
};

const dayMs = 86_400_000;

/** Whole days between now and the end of the time; negative when it is past. */
export function daysLeft(dueAt: string, now: Date): number {
  return Math.floor((Date.parse(dueAt) - now.getTime()) / dayMs);
}

/** What comes next, as far as this request goes; the server decides again. */
export function nextMove(request: Pick<PrivacyRequest, 'kind' | 'state'>): 'verify' | 'approve' | 'start' | undefined {
  switch (request.state) {
    case 'received':
      return 'verify';
    case 'verified':
      return request.kind === 'erasure' ? 'approve' : 'start';
    case 'approved':
      return 'start';
    default:
      return undefined;
  }
}
