package io.quanyu.brand.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one caller did, as it is handed to the {@link AuditTrail}; the trail adds time, request and
 * where it came from.
 *
 * @param actor username; {@code local} for the command line, {@value #NOBODY} for nobody signed in
 * @param action what was done, e.g. {@code customers.reveal}
 * @param object what it was done to; null if that has no name
 * @param reason why, in the caller's words; at most {@value #REASON_CHARS_MAX} characters
 * @param details some facts by name, such as a count; never personal data, nor secrets
 */
public record AuditEntry(
    String actor,
    AuditKind kind,
    String action,
    @Nullable AuditObject object,
    AuditOutcome outcome,
    @Nullable String reason,
    Map<String, String> details) {

  /** The actor when nobody is signed in. */
  public static final String NOBODY = "-";

  public static final int REASON_CHARS_MAX = 300;

  public AuditEntry {
    if (!action.matches("[a-z][a-z-]*(\\.[a-z][a-z-]*)+") || action.length() > 60) {
      throw new IllegalArgumentException("not the code of an action: " + action);
    }
    if (reason != null && (reason.isBlank() || reason.length() > REASON_CHARS_MAX)) {
      throw new IllegalArgumentException("a reason has 1 to 300 characters");
    }
    details = Map.copyOf(details);
  }
}
