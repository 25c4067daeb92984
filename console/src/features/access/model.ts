import type { Permission, Session } from '@/shared/access';
import { may } from '@/shared/access';
import type { Schemas } from '@/shared/api/client';
import type { Language } from '@/shared/i18n/language';

export type Role = Schemas['Role'];
export type ScopeKind = Schemas['ScopeKind'];
export type StaffAssignment = Schemas['StaffAssignment'];
export type AssignmentDraft = Schemas['AssignmentDraft'];

/** Every permission, grouped and in the order of the navigation. */
export const permissionGroups = {
  know: [
    'overview.read',
    'customers.read',
    'customers.reveal',
    'consent.read',
    'consent.manage',
    'segments.read',
    'segments.write',
    'tags.read',
    'imports.read',
    'imports.write',
    'exports.create',
    'exports.clear',
  ],
  reach: ['messages.read', 'broadcasts.read', 'broadcasts.write', 'broadcasts.approve'],
  system: [
    'privacy.manage',
    'privacy.read',
    'privacy.handle',
    'privacy.approve',
    'channels.manage',
    'organisation.read',
    'organisation.write',
  ],
  security: [
    'staff.manage',
    'staff.appoint',
    'keys.manage',
    'encryption.read',
    'encryption.manage',
    'exports.approve',
    'audit.read',
    'exports.trace',
  ],
} as const satisfies Record<string, readonly Permission[]>;

export type PermissionGroup = keyof typeof permissionGroups;

export const groupNames = Object.keys(permissionGroups) as PermissionGroup[];

export const permissions: readonly Permission[] = groupNames.flatMap<Permission>((group) => permissionGroups[group]);

/** What can be had for a part of the data; all else is for the whole brand or not at all. */
export const scopedPermissions: readonly Permission[] = [
  'overview.read',
  'customers.read',
  'consent.read',
  'consent.manage',
  'segments.read',
  'tags.read',
  'exports.create',
];

/** Administration that one person cannot join unless she owns the brand. */
const duties: readonly (readonly Permission[])[] = [
  ['channels.manage', 'organisation.write'],
  ['staff.manage', 'staff.appoint', 'keys.manage', 'encryption.manage', 'exports.approve'],
  ['audit.read', 'exports.trace'],
];

/** Whether these would join what is kept apart; the server decides again. */
export function joinsDuties(chosen: readonly Permission[]): boolean {
  return duties.filter((duty) => duty.some((permission) => chosen.includes(permission))).length > 1;
}

/** Whether the caller may give a permission to others, as far as the console can tell: for which part only the server knows. */
export function mayGive(session: Session, permission: Permission): boolean {
  return may(session, permission) || (may(session, 'staff.appoint') && !duties.some((duty) => duty.includes(permission)));
}

/** Built-in roles have names in both languages; those of the brand's own are called what they are called. */
export function roleName(role: Pick<Role, 'name' | 'nameZh'>, language: Language): string {
  return language === 'zh-CN' ? (role.nameZh ?? role.name) : role.name;
}

export function roleDescription(role: Pick<Role, 'description' | 'descriptionZh'>, language: Language): string {
  return language === 'zh-CN' ? (role.descriptionZh ?? role.description) : role.description;
}

/** An assignment while somebody fills it in. */
export interface EditedAssignment {
  key: number;
  role?: string;
  scope?: ScopeKind;
  unitId?: string;
  unitName?: string;
}

let lastKey = 0;

export function newAssignment(): EditedAssignment {
  lastKey += 1;
  return { key: lastKey };
}

export function editedAssignments(assignments: readonly StaffAssignment[]): EditedAssignment[] {
  return assignments.map(({ role, scope, unitId, unitName }) => ({ ...newAssignment(), role, scope, unitId, unitName }));
}

/** What is sent; undefined while something is missing. */
export function assignmentDrafts(edited: readonly EditedAssignment[]): AssignmentDraft[] | undefined {
  const drafts: AssignmentDraft[] = [];
  for (const { role, scope, unitId } of edited) {
    if (role === undefined || scope === undefined || (scope === 'unit' && unitId === undefined)) return undefined;
    drafts.push(scope === 'unit' ? { role, scope, unitId } : { role, scope });
  }
  return drafts.length === 0 ? undefined : drafts;
}
