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

/** Days that are begun: 30 on the first of thirty, 1 on the last; from the end on, -1 on the first day too late. */
export function daysLeft(dueAt: string, now: Date): number {
  const days = (Date.parse(dueAt) - now.getTime()) / dayMs;
  return days > 0 ? Math.ceil(days) : Math.min(Math.floor(days), -1);
}

/** Who wrote an erasure down or verified who asks does not approve it; the server refuses it too. */
export function isFirstPerson(request: Pick<PrivacyRequest, 'created' | 'verification'>, username: string): boolean {
  return request.created.by === username || request.verification?.by === username;
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
