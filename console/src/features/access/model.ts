import type { Permission } from '@/shared/access';

/** Every permission, in the order of the navigation. */
export const permissions: readonly Permission[] = [
  'overview.read',
  'customers.read',
  'segments.read',
  'segments.write',
  'tags.read',
  'imports.read',
  'imports.write',
  'broadcasts.read',
  'broadcasts.write',
  'broadcasts.approve',
  'channels.manage',
  'staff.manage',
  'organisation.read',
  'organisation.write',
];

const reading: readonly Permission[] = ['overview.read', 'customers.read', 'segments.read', 'tags.read', 'broadcasts.read'];

/** Usual sets to start from; what is stored are the permissions alone. */
export const roles = {
  marketer: [...reading, 'segments.write', 'broadcasts.write'],
  approver: [...reading, 'broadcasts.approve'],
  analyst: reading,
  administrator: permissions,
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof roles;
