package io.quanyu.core.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Whether a customer may get a message over a channel now, and if not, why not. */
public sealed interface ContactDecision {

  /** The channel is lit: send. */
  record Allowed() implements ContactDecision {}

  /**
   * Do not send.
   *
   * @param reason the first that applies, in the order of {@link Reason}
   * @param allowedAt when this reason no longer holds and quiet hours do not either, if nothing
   *     else happens; empty when time alone changes nothing
   */
  record Refused(Reason reason, Optional<Instant> allowedAt) implements ContactDecision {}

  /**
   * Why not. The order is the rule: the first reason that applies is the one that is told, from
   * what the customer willed to what only the hour forbids. So the counts of a broadcast add up,
   * and nobody is told "quiet hours" who opted out.
   */
  enum Reason {
    /** The address must not be used: complaint, dead number, blocked by the customer. */
    SUPPRESSED,
    /** Marketing to somebody under 14 without a guardian's consent. */
    MINOR,
    /** Marketing without consent for this channel, or consent was withdrawn. */
    NO_CONSENT,
    /** The customer was chosen by profile or behaviour and objects to that. */
    NO_PERSONALISATION,
    /** Nothing to send to: no phone, no WeCom contact. */
    NO_ADDRESS,
    /** Got as many marketing messages lately as the brand allows. */
    FREQUENCY_CAP,
    /** The channel allows no more to this customer, as WeCom does per month. */
    QUOTA,
    /** Somebody else with the same address gets it: the phone of a family. */
    SAME_ADDRESS,
    /** Only the hour is wrong. */
    QUIET_HOURS;

    /** The reason as it is stored and in the API: {@code no_consent}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  default boolean isAllowed() {
    return this instanceof Allowed;
  }
}
