import type { RevealField, RevealReason } from './api';

/** What can be revealed, in the order in which it is offered. */
export const revealFields: readonly RevealField[] = ['name', 'phone', 'email', 'address', 'memberNo', 'birthday'];

export const revealReasons: readonly RevealReason[] = ['service', 'order', 'complaint', 'fraud', 'legal', 'other'];
