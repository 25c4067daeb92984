import type { Schemas } from './api/client';

export type Session = Schemas['Session'];
export type Permission = Schemas['Permission'];

/** The rooms of the console and what one needs to enter; the server decides again on every call. */
export const rooms = {
  overview: 'overview.read',
  customers: 'customers.read',
  consent: 'consent.read',
  privacy: 'privacy.read',
  segments: 'segments.read',
  imports: 'imports.read',
  tags: 'tags.read',
  broadcasts: 'broadcasts.read',
  templates: 'broadcasts.read',
  messages: 'messages.read',
  contactRules: 'broadcasts.read',
  channels: 'channels.manage',
  organisation: 'organisation.read',
  people: 'staff.manage',
  roles: 'staff.manage',
  keys: 'keys.manage',
  encryption: 'encryption.read',
  exports: 'exports.create',
  exportRequests: 'exports.approve',
  audit: 'audit.read',
  exportTrace: 'exports.trace',
} as const satisfies Record<string, Permission>;

export type Room = keyof typeof rooms;

export function may(session: Session, permission: Permission): boolean {
  return session.permissions.includes(permission);
}

export function mayEnter(session: Session, room: Room): boolean {
  return may(session, rooms[room]);
}
