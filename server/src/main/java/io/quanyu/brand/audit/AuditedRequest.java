package io.quanyu.brand.audit;

import io.quanyu.brand.audit.internal.RequestRecord;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Adds to the entry of the request that this thread serves what only its handler knows, such as the
 * id of what it made. To be told before the change commits. Does nothing on a thread that serves no
 * {@link Audited} request, so use cases may be called from anywhere.
 */
public final class AuditedRequest {
  private AuditedRequest() {}

  /** What is acted upon, if the address does not name it. */
  public static void about(String kind, Object id) {
    RequestRecord.current()
        .ifPresent(record -> record.about(new AuditObject(kind, String.valueOf(id))));
  }

  /**
   * Names what was made.
   *
   * @param made what the handler made, of the kind that {@link Audited#object()} says
   * @return the same
   */
  public static <T> T made(T made, Function<? super T, ?> id) {
    RequestRecord.current().ifPresent(record -> record.about(String.valueOf(id.apply(made))));
    return made;
  }

  /**
   * The request is refused, and what is written next belongs to that, such as the count of wrong
   * passwords.
   */
  public static void refused() {
    RequestRecord.current().ifPresent(record -> record.outcome(AuditOutcome.REFUSED));
  }

  /**
   * Does what says nothing yet of how the request ends, such as counting an attempt before it is
   * looked at. The entry comes with what is written after, or with the answer.
   */
  public static <T> T undecided(Supplier<T> work) {
    var record = RequestRecord.current();
    record.ifPresent(request -> request.decided(false));
    try {
      return work.get();
    } finally {
      record.ifPresent(request -> request.decided(true));
    }
  }

  /** A fact, such as a count; never personal data, nor a secret. */
  public static void detail(String name, Object value) {
    RequestRecord.current().ifPresent(record -> record.detail(name, String.valueOf(value)));
  }

  /** Why, in the caller's words. */
  public static void reason(String why) {
    RequestRecord.current().ifPresent(record -> record.reason(why));
  }

  /** Who it is, where that is only known after a look at the request, as at sign-in. */
  public static void actor(String username) {
    RequestRecord.current().ifPresent(record -> record.actor(username));
  }
}
