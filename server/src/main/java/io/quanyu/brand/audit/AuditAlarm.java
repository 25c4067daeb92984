package io.quanyu.brand.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Somebody did something unusually often.
 *
 * @param actor username
 * @param action what, e.g. {@code customers.reveal}
 * @param counted how often when the alarm was raised
 * @param allowed how often is usual
 */
public record AuditAlarm(
    UUID id, Instant at, String actor, String action, Rule rule, int counted, int allowed) {

  /** Why it is unusual. */
  public enum Rule {
    /** Too many within ten minutes. */
    BURST,
    /** Within a day a multiple of the person's own daily mean of the thirty days before. */
    UNUSUAL_DAY;

    /** As it is stored and in the API: {@code unusual_day}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Rule ofCode(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
