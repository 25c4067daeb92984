import type { AuditFilter, AuditKind, AuditOutcome } from './api';

/** Every action of the server that leaves an entry; their names are texts `auditAction.…`. */
export const auditActions = [
  'session.sign-in',
  'session.sign-out',
  'session.change-password',
  'staff.add',
  'staff.reset-password',
  'staff.deactivate',
  'staff.reactivate',
  'customers.list',
  'customers.view',
  'customers.timeline',
  'customers.reveal',
  'accounts.lookup',
  'segments.create',
  'segments.change',
  'segments.delete',
  'segments.preview',
  'segments.explain',
  'uploads.receive',
  'imports.start',
  'imports.cancel',
  'imports.replay',
  'imports.download-rejected',
  'import-mappings.save',
  'import-mappings.delete',
  'templates.create',
  'templates.change',
  'templates.delete',
  'broadcasts.create',
  'broadcasts.change',
  'broadcasts.delete',
  'broadcasts.submit',
  'broadcasts.approve',
  'broadcasts.reject',
  'broadcasts.pause',
  'broadcasts.resume',
  'broadcasts.stop',
  'broadcasts.test-send',
  'broadcasts.trace',
  'messages.list',
  'consents.view',
  'consents.list',
  'consents.record',
  'consents.record-batch',
  'purposes.create',
  'purposes.change',
  'purposes.publish-text',
  'privacy.receive',
  'privacy.verify',
  'privacy.approve',
  'privacy.start',
  'privacy.refuse',
  'privacy.download-copy',
  'privacy.erased',
  'suppressions.list',
  'suppressions.add',
  'suppressions.delete',
  'contact-policy.change',
  'sms.change-settings',
  'sms.test',
  'wecom.change-settings',
  'wecom.test',
  'wecom.sync-contacts',
  'staff.end-sessions',
  'staff.end-session',
  'session.end-others',
  'session.end',
  'organisation.add-unit',
  'organisation.change-unit',
  'organisation.move-unit',
  'organisation.close-unit',
  'organisation.change-store',
  'organisation.add-person',
  'organisation.change-person',
  'organisation.give-post',
  'organisation.end-post',
  'roles.create',
  'roles.change',
  'roles.delete',
  'staff.assign',
  'session.give-code',
  'session.begin-totp',
  'session.turn-on-totp',
  'session.renew-recovery-codes',
  'session.turn-off-totp',
  'session.sign-in-company',
  'session.sign-in-wecom',
  'staff.reset-totp',
  'staff.change-company-accounts',
  'api-keys.create',
  'api-keys.revoke',
  'write-keys.create',
  'write-keys.revoke',
  'encryption.rotate',
  'encryption.destroy-key',
  'sign-in-policy.change',
  'oidc.change-settings',
  'organisation.import-units',
  'organisation.import-people',
  'organisation.export-units',
  'organisation.export-people',
  'audit.export',
  'audit.verify',
] as const;

export const auditKinds: readonly AuditKind[] = ['change', 'view', 'export', 'reveal'];
export const auditOutcomes: readonly AuditOutcome[] = ['done', 'refused', 'failed'];

const names = ['actor', 'action', 'kind', 'outcome', 'objectKind', 'objectId', 'from', 'until'] as const;

/** The filter that an address of the page tells. */
export function filterOf(search: URLSearchParams): AuditFilter {
  return Object.fromEntries(names.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])));
}

/** A page of the console that shows the object; none for kinds without one. */
export function pageOf(kind: string | undefined, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  switch (kind) {
    case 'customer':
      return `/customers/${id}`;
    case 'segment':
      return `/segments/${id}`;
    case 'import':
      return `/imports/${id}`;
    case 'broadcast':
      return `/broadcasts/${id}`;
    case 'template':
      return `/templates/${id}`;
    default:
      return undefined;
  }
}
