package io.quanyu.know.consent.internal;

import io.quanyu.know.consent.ConsentProblem;
import io.quanyu.know.consent.Evidence;
import io.quanyu.know.consent.NewDecision;
import io.quanyu.know.consent.Purpose;
import io.quanyu.know.consent.RecordedDecision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a decision must be before it is recorded. */
final class CheckingDecision {

  /** How far the clock of who asked the customer may be ahead of ours. */
  static final Duration SKEW_MAX = Duration.ofMinutes(5);

  /** Nobody decided anything before the law was there; guards against broken dates. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final int KEY_LENGTH_MAX = 100;
  private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  private CheckingDecision() {}

  /** What is wrong; empty if nothing is. */
  static Optional<Refused> check(NewDecision decision, Map<String, Purpose> purposes, Instant now) {
    var purpose = purposes.get(decision.purpose());
    if (purpose == null || !purpose.active()) {
      return refused("purpose", "must be the code of a purpose that is in use");
    }
    if (!purpose.isDecided()) {
      return refused("purpose", "is part of what customers ask for; nobody decides about it");
    }
    if (decision.channel().isPresent()) {
      if (!purpose.perChannel()) {
        return refused("channel", "must be left out: the purpose is decided for all channels");
      }
      if (!CHANNEL.matcher(decision.channel().get()).matches()) {
        return refused("channel", "must be the code of a channel, such as sms");
      }
    }
    if (decision.at().isAfter(now.plus(SKEW_MAX)) || decision.at().isBefore(EARLIEST)) {
      return refused("decidedAt", "must be a moment of the past");
    }
    if (decision.key().filter(key -> key.isBlank() || key.length() > KEY_LENGTH_MAX).isPresent()) {
      return refused("key", "must have 1 to %d characters".formatted(KEY_LENGTH_MAX));
    }
    return checkEvidence(decision, purpose);
  }

  private static Optional<Refused> checkEvidence(NewDecision decision, Purpose purpose) {
    var evidence = decision.evidence();
    int latest = purpose.text() == null ? 0 : purpose.text().textVersion();
    if (evidence.textVersion().filter(version -> version < 1 || version > latest).isPresent()) {
      return refused("textVersion", "must be a published version: 1 to %d".formatted(latest));
    }
    if (purpose.separate() && decision.isGrant() && evidence.textVersion().isEmpty()) {
      return refused("textVersion", "is missing: this purpose needs separate consent to its text");
    }
    if (isTooLong(evidence.wording(), Evidence.WORDING_LENGTH_MAX)) {
      return refused(
          "wording", "must have at most %d characters".formatted(Evidence.WORDING_LENGTH_MAX));
    }
    if (isTooLong(evidence.place(), Evidence.LENGTH_MAX)) {
      return refused("place", "must have at most %d characters".formatted(Evidence.LENGTH_MAX));
    }
    if (isTooLong(evidence.document(), Evidence.LENGTH_MAX)) {
      return refused("document", "must have at most %d characters".formatted(Evidence.LENGTH_MAX));
    }
    if (decision.isByGuardian() && evidence.document().isEmpty()) {
      return refused("document", "is missing: what proves that a guardian said so");
    }
    return Optional.empty();
  }

  private static boolean isTooLong(Optional<String> text, int lengthMax) {
    return text.filter(one -> one.length() > lengthMax).isPresent();
  }

  private static Optional<Refused> refused(String field, String detail) {
    return Optional.of(new Refused(ConsentProblem.DECISION_INVALID, field, detail));
  }
}
