package io.quanyu.brand.audit.internal;

import io.quanyu.brand.audit.AuditEntry;
import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.AuditObject;
import io.quanyu.brand.audit.AuditOutcome;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told of the request that this thread serves. It is told once if all goes well, and a
 * second time if the request broke after something was committed.
 */
public final class RequestRecord {

  private static final ThreadLocal<@Nullable RequestRecord> CURRENT = new ThreadLocal<>();

  private static final int DETAIL_CHARS_MAX = 500;

  /**
   * Where a request came from.
   *
   * @param sourceIp address of the client as we saw it
   * @param userAgent what it said it is
   */
  public record Origin(UUID requestId, @Nullable String sourceIp, @Nullable String userAgent) {}

  private final Origin origin;
  private final AuditKind kind;
  private final String action;
  private final Map<String, String> details = new TreeMap<>();
  private String actor;
  private final String kindOfObject;
  private AuditObject object;
  private @Nullable String reason;
  private AuditOutcome outcome = AuditOutcome.DONE;
  private @Nullable AuditOutcome told;
  private boolean isDecided = true;

  public RequestRecord(
      Origin origin, String actor, AuditKind kind, String action, AuditObject object) {
    this.origin = origin;
    this.actor = actor;
    this.kind = kind;
    this.action = action;
    this.object = object;
    this.kindOfObject = object.kind();
  }

  /** The record of this thread's request; empty on other threads and for what is not audited. */
  public static Optional<RequestRecord> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Makes it the record of this thread. */
  public void open() {
    CURRENT.set(this);
  }

  /** This thread serves the request no more. */
  public static void close() {
    CURRENT.remove();
  }

  public Origin origin() {
    return origin;
  }

  public AuditKind kind() {
    return kind;
  }

  /** What was told of its end; empty if nothing was. */
  public Optional<AuditOutcome> told() {
    return Optional.ofNullable(told);
  }

  /** Whether what is written now is to bring the entry with it. */
  public boolean isDue() {
    return told == null && isDecided;
  }

  /** Whether what is written from now on belongs to how it ends. */
  public void decided(boolean isSo) {
    isDecided = isSo;
  }

  /** An entry was written, or is bound to a transaction. */
  public void tell() {
    told = outcome;
  }

  /** It was not written after all. */
  public void untell() {
    told = null;
  }

  /** How it ends, as far as is known; done until somebody says otherwise. */
  public void outcome(AuditOutcome outcome) {
    this.outcome = outcome;
  }

  public void actor(String name) {
    actor = name;
  }

  public void about(AuditObject what) {
    object = what;
  }

  /** The id of what is acted upon, of the kind that the handler names. */
  public void about(String id) {
    object = new AuditObject(kindOfObject, id);
  }

  public void reason(String why) {
    reason = why;
  }

  /** A long value is cut: what a client sends must not keep its request from being recorded. */
  public void detail(String name, String value) {
    details.put(name, value.substring(0, Math.min(value.length(), DETAIL_CHARS_MAX)));
  }

  /** The entry as things are now. */
  public AuditEntry entry() {
    return new AuditEntry(actor, kind, action, object, outcome, reason, details);
  }
}
