package io.quanyu.know.consent.web;

import io.quanyu.know.consent.DecisionSource;
import io.quanyu.know.consent.Evidence;
import io.quanyu.know.consent.NewDecision;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer decided, as a client tells it.
 *
 * @param channel all channels if left out
 * @param decidedAt now if left out
 * @param byGuardian a parent or guardian said so
 */
record DecisionDraft(
    String purpose,
    @Nullable String channel,
    boolean granted,
    @Nullable Instant decidedAt,
    DecisionSource source,
    @Nullable Boolean byGuardian,
    @Nullable Integer textVersion,
    @Nullable String wording,
    @Nullable String place,
    @Nullable String document) {

  // Jackson hands a missing component over as null, whatever the type says.
  @SuppressWarnings({"NullAway", "ConstantValue"})
  DecisionDraft {
    if (purpose == null) {
      throw new IllegalArgumentException("purpose is missing");
    }
    if (source == null) {
      throw new IllegalArgumentException("source is missing");
    }
    if (source == DecisionSource.SMS_REPLY) {
      throw new IllegalArgumentException("sms_reply is what gateways tell");
    }
  }

  NewDecision of(int customerNo, String key, Instant now) {
    return new NewDecision(
        customerNo,
        purpose,
        Optional.ofNullable(channel),
        granted,
        decidedAt == null ? now : decidedAt,
        Boolean.TRUE.equals(byGuardian),
        new Evidence(
            source, Optional.ofNullable(textVersion), text(wording), text(place), text(document)),
        Optional.of(key));
  }

  private static Optional<String> text(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(one -> !one.isEmpty());
  }
}
