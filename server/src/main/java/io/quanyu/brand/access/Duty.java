package io.quanyu.brand.access;

import io.quanyu.platform.web.Permission;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Administration that is kept apart, so that nobody can use the system, let herself do so and hide
 * it: whoever runs the system does not say who may do what, and neither reads – or could be missing
 * from – what the auditor sees. Only owners combine them.
 *
 * <p>A permission of no duty belongs to business.
 */
enum Duty {
  SYSTEM("the system", Set.of(Permission.CHANNELS_MANAGE, Permission.ORGANISATION_WRITE)),
  SECURITY(
      "accounts and roles",
      Set.of(
          Permission.STAFF_MANAGE,
          Permission.STAFF_APPOINT,
          Permission.KEYS_MANAGE,
          Permission.ENCRYPTION_MANAGE,
          Permission.EXPORTS_APPROVE)),
  AUDIT("audit", Set.of(Permission.AUDIT_READ, Permission.EXPORTS_TRACE));

  private final String words;
  private final Set<String> permissions;

  Duty(String words, Set<String> permissions) {
    this.words = words;
    this.permissions = permissions;
  }

  /** For people: what it is about. */
  String words() {
    return words;
  }

  /** The duty that a permission belongs to. */
  static Optional<Duty> of(String permission) {
    return Arrays.stream(values())
        .filter(duty -> duty.permissions.contains(permission))
        .findFirst();
  }

  /** The duties of some permissions. */
  static Set<Duty> in(Collection<String> permissions) {
    var duties = EnumSet.noneOf(Duty.class);
    permissions.forEach(permission -> of(permission).ifPresent(duties::add));
    return duties;
  }
}
