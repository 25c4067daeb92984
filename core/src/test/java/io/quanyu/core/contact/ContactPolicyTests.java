package io.quanyu.core.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.contact.ContactDecision.Allowed;
import io.quanyu.core.contact.ContactDecision.Reason;
import io.quanyu.core.contact.ContactDecision.Refused;
import io.quanyu.core.contact.FrequencyCap.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContactPolicyTests {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-11-23T22:00:00Z");
  private static final Instant MORNING = Instant.parse("2026-11-24T08:00:00Z");
  private static final QuietHours QUIET =
      new QuietHours.Daily(LocalTime.of(21, 0), LocalTime.of(8, 0), ZoneOffset.UTC);
  private static final ContactPolicy POLICY =
      new ContactPolicy(
          List.of(FrequencyCap.overall(2, 7), FrequencyCap.onChannel("sms", 1, 7)), QUIET);
  private static final ContactFacts REACHABLE =
      new ContactFacts("sms", false, MarketingWill.GIVEN, true, true);

  @Test
  void sendsWhereNothingSpeaksAgainstIt() {
    assertThat(marketing(REACHABLE, List.of(), NOON)).isEqualTo(new Allowed());
  }

  @Test
  void tellsTheFirstReasonOfTheOrder() {
    var sent = List.of(new SentMessage("sms", NIGHT.minusSeconds(60)));
    assertThat(reason(new ContactFacts("sms", true, MarketingWill.WITHHELD, false, false), sent))
        .isEqualTo(Reason.SUPPRESSED);
    assertThat(reason(new ContactFacts("sms", false, MarketingWill.WITHHELD, false, false), sent))
        .isEqualTo(Reason.NO_CONSENT);
    assertThat(reason(new ContactFacts("sms", false, MarketingWill.GIVEN, false, false), sent))
        .isEqualTo(Reason.NO_ADDRESS);
    assertThat(reason(new ContactFacts("sms", false, MarketingWill.GIVEN, true, false), sent))
        .isEqualTo(Reason.FREQUENCY_CAP);
    assertThat(reason(new ContactFacts("sms", false, MarketingWill.GIVEN, true, false), List.of()))
        .isEqualTo(Reason.QUOTA);
    assertThat(reason(REACHABLE, List.of())).isEqualTo(Reason.QUIET_HOURS);
  }

  @Test
  void reasonsAreListedInTheOrderInWhichTheyWin() {
    assertThat(Reason.values())
        .containsExactly(
            Reason.SUPPRESSED,
            Reason.MINOR,
            Reason.NO_CONSENT,
            Reason.NO_PERSONALISATION,
            Reason.NO_ADDRESS,
            Reason.FREQUENCY_CAP,
            Reason.QUOTA,
            Reason.SAME_ADDRESS,
            Reason.QUIET_HOURS);
    assertThat(Reason.NO_CONSENT.code()).isEqualTo("no_consent");
  }

  @Test
  void serviceMessagesNeedNoConsentAndNoMorningButAnAddress() {
    var sent = List.of(new SentMessage("sms", NIGHT), new SentMessage("sms", NIGHT));
    assertThat(
            POLICY.decide(
                new ContactFacts("sms", false, MarketingWill.WITHHELD, true, true),
                MessagePurpose.SERVICE,
                sent,
                NIGHT))
        .isEqualTo(new Allowed());
    assertThat(
            POLICY.decide(
                new ContactFacts("sms", true, MarketingWill.GIVEN, true, true),
                MessagePurpose.SERVICE,
                List.of(),
                NOON))
        .isEqualTo(new Refused(Reason.SUPPRESSED, Optional.empty()));
    assertThat(
            POLICY.decide(
                new ContactFacts("sms", false, MarketingWill.GIVEN, false, true),
                MessagePurpose.SERVICE,
                List.of(),
                NOON))
        .isEqualTo(new Refused(Reason.NO_ADDRESS, Optional.empty()));
  }

  @Test
  void quietHoursTellWhenTheyEnd() {
    assertThat(marketing(REACHABLE, List.of(), NIGHT))
        .isEqualTo(new Refused(Reason.QUIET_HOURS, Optional.of(MORNING)));
  }

  @Test
  void aMessageCountsForExactlyItsDays() {
    var week = Duration.ofDays(7);
    assertThat(marketing(REACHABLE, List.of(new SentMessage("sms", NOON.minus(week))), NOON))
        .isEqualTo(new Allowed());
    var sentAt = NOON.minus(week).plusMillis(1);
    assertThat(marketing(REACHABLE, List.of(new SentMessage("sms", sentAt)), NOON))
        .isEqualTo(new Refused(Reason.FREQUENCY_CAP, Optional.of(sentAt.plus(week))));
  }

  @Test
  void countsOverAllChannelsAndPerChannel() {
    var overWecom = List.of(new SentMessage("wecom", NOON.minusSeconds(9)));
    assertThat(marketing(REACHABLE, overWecom, NOON)).isEqualTo(new Allowed());
    var twice = List.of(overWecom.getFirst(), new SentMessage("mail", NOON.minusSeconds(5)));
    assertThat(marketing(REACHABLE, twice, NOON))
        .isEqualTo(
            new Refused(
                Reason.FREQUENCY_CAP, Optional.of(NOON.minusSeconds(9).plus(Duration.ofDays(7)))));
  }

  @Test
  void roomThatComesAtNightIsUsedInTheMorning() {
    var sent = List.of(new SentMessage("sms", NIGHT.minus(Duration.ofDays(6))));
    assertThat(marketing(REACHABLE, sent, NOON))
        .isEqualTo(
            new Refused(Reason.FREQUENCY_CAP, Optional.of(MORNING.plus(Duration.ofDays(1)))));
  }

  @Test
  void aCapOfNoneNeverHasRoom() {
    var closed = new ContactPolicy(List.of(FrequencyCap.onChannel("sms", 0, 1)), QuietHours.none());
    assertThat(closed.decide(REACHABLE, MessagePurpose.MARKETING, List.of(), NOON))
        .isEqualTo(new Refused(Reason.FREQUENCY_CAP, Optional.empty()));
    assertThat(
            closed.decide(
                new ContactFacts("wecom", false, MarketingWill.GIVEN, true, true),
                MessagePurpose.MARKETING,
                List.of(),
                NOON))
        .isEqualTo(new Allowed());
  }

  @Test
  void aCapThatWasLoweredHasRoomWhenEnoughMessagesAreOld() {
    var once = FrequencyCap.overall(1, 7);
    var sent =
        List.of(
            new SentMessage("sms", NOON.minus(Duration.ofDays(3))),
            new SentMessage("sms", NOON.minus(Duration.ofDays(1))),
            new SentMessage("sms", NOON.minus(Duration.ofDays(5))));
    assertThat(once.check("sms", sent, NOON))
        .isEqualTo(new FrequencyCap.Answer.Reached(Optional.of(NOON.plus(Duration.ofDays(6)))));
  }

  /** Sending whenever allowed, no window of any cap ever holds more than its messages. */
  @Test
  void noWindowHoldsMoreThanItsCap() {
    String[] channels = {"sms", "wecom", "mail"};
    for (int seed = 1; seed <= 50; seed++) {
      var random = new SplittableRandom(seed);
      var overall = FrequencyCap.overall(random.nextInt(1, 6), random.nextInt(1, 15));
      var sms = FrequencyCap.onChannel("sms", random.nextInt(1, 4), random.nextInt(1, 15));
      var policy = new ContactPolicy(List.of(overall, sms), QUIET);
      var sent = new ArrayList<SentMessage>();
      var now = NOON;
      for (int i = 0; i < 300; i++) {
        now = now.plus(Duration.ofMinutes(random.nextInt(1, 1_000)));
        var channel = channels[random.nextInt(channels.length)];
        var facts = new ContactFacts(channel, false, MarketingWill.GIVEN, true, true);
        switch (policy.decide(facts, MessagePurpose.MARKETING, sent, now)) {
          case Allowed _ -> sent.add(new SentMessage(channel, now));
          case Refused(var reason, var allowedAt) -> {
            // The promise is kept, and not a moment earlier would have done.
            var at = allowedAt.orElseThrow();
            assertThat(at).isAfter(now);
            assertThat(policy.decide(facts, MessagePurpose.MARKETING, sent, at))
                .as("seed %s, %s", seed, reason)
                .isEqualTo(new Allowed());
            assertThat(policy.decide(facts, MessagePurpose.MARKETING, sent, at.minusMillis(1)))
                .isInstanceOf(Refused.class);
          }
        }
      }
      for (var cap : List.of(overall, sms)) {
        for (var last : sent) {
          long within =
              sent.stream()
                  .filter(message -> cap.scope().includes(message.channel()))
                  .filter(message -> !message.sentAt().isAfter(last.sentAt()))
                  .filter(message ->
                      message.sentAt().isAfter(last.sentAt().minus(Duration.ofDays(cap.days()))))
                  .count();
          assertThat(within).as("seed %s, %s", seed, cap).isLessThanOrEqualTo(cap.messagesMax());
        }
      }
    }
  }

  @Test
  void refusesCapsWithoutAWindow() {
    assertThatThrownBy(() -> FrequencyCap.overall(-1, 7))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FrequencyCap.overall(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FrequencyCap.overall(1, FrequencyCap.DAYS_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ContactDecision marketing(
      ContactFacts facts, List<SentMessage> sent, Instant now) {
    return POLICY.decide(facts, MessagePurpose.MARKETING, sent, now);
  }

  private static Reason reason(ContactFacts facts, List<SentMessage> sent) {
    return ((Refused) marketing(facts, sent, NIGHT)).reason();
  }
}
