package io.quanyu.reach.sms;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * The gateway account that texts go through, without its secrets: they can be written, never read.
 *
 * @param configured whether there is one; if not, only the limits have values
 * @param signature the registered name of the sender, without its brackets
 * @param pricePerPart in units of the currency: 0.045 is ¥0.045
 * @param isKeyed whether the gateway answers a repeated call with the same key like the first
 * @param callsPerMinute calls begun within any sixty seconds
 * @param recipientsMax texts of one call
 * @param callbackPath where the gateway sends reports and replies, below the address that it
 *     reaches this server by
 * @param lastCallbackAt when one was last accepted
 */
public record SmsSettings(
    boolean configured,
    @Nullable String baseUrl,
    @Nullable String signature,
    @Nullable BigDecimal pricePerPart,
    @Nullable Currency currency,
    boolean isKeyed,
    int callsPerMinute,
    int recipientsMax,
    @Nullable String callbackPath,
    @Nullable Instant lastCallbackAt,
    @Nullable Instant updatedAt,
    int version) {

  /** The most texts of one call. */
  public static final int RECIPIENTS_MAX = 1_000;

  /** The most calls a minute that can be set. */
  public static final int CALLS_PER_MINUTE_MAX = 6_000;

  /** Calls a minute before anything is set up: 60,000 texts. */
  static final int CALLS_PER_MINUTE_DEFAULT = 60;

  /** Before anything is set up: version 0. */
  public static SmsSettings none() {
    return new SmsSettings(
        false,
        null,
        null,
        null,
        null,
        false,
        CALLS_PER_MINUTE_DEFAULT,
        RECIPIENTS_MAX,
        null,
        null,
        null,
        0);
  }
}
