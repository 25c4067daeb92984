package io.quanyu.core.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.contact.ChannelOrder.Attempt;
import io.quanyu.core.contact.ChannelOrder.AttemptState;
import io.quanyu.core.contact.ChannelOrder.Step;
import io.quanyu.core.contact.ContactDecision.Allowed;
import io.quanyu.core.contact.ContactDecision.Reason;
import io.quanyu.core.contact.ContactDecision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ChannelOrderTests {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final ChannelOrder ORDER = new ChannelOrder(List.of("wecom", "sms", "mail"), DAY);
  private static final List<AttemptState> STATES = List.of(AttemptState.values());
  private static final ContactDecision LIT = new Allowed();
  private static final ContactDecision DARK = new Refused(Reason.NO_ADDRESS, Optional.empty());

  @Test
  void takesTheFirstLitChannel() {
    assertThat(next(List.of(), LIT, LIT, LIT)).isEqualTo(new Step.Send("wecom", List.of()));
    assertThat(next(List.of(), DARK, LIT, LIT)).isEqualTo(new Step.Send("sms", List.of()));
  }

  @Test
  void givesAPendingMessageItsTime() {
    var pending = new Attempt("wecom", NOW.minus(DAY).plusMillis(1), AttemptState.PENDING);
    assertThat(next(List.of(pending), LIT, LIT, LIT)).isEqualTo(new Step.Wait(NOW.plusMillis(1)));
  }

  @Test
  void thenCancelsItAndTakesTheBackUp() {
    var pending = new Attempt("wecom", NOW.minus(DAY), AttemptState.PENDING);
    assertThat(next(List.of(pending), LIT, LIT, LIT))
        .isEqualTo(new Step.Send("sms", List.of("wecom")));
  }

  @Test
  void takesTheBackUpAtOnceWhenAChannelFailed() {
    var failed = new Attempt("wecom", NOW, AttemptState.FAILED);
    assertThat(next(List.of(failed), LIT, LIT, LIT)).isEqualTo(new Step.Send("sms", List.of()));
  }

  @Test
  void stopsWhenTheCustomerWasReachedEvenIfLateOverACancelledChannel() {
    var late = new Attempt("wecom", NOW.minus(DAY.multipliedBy(2)), AttemptState.REACHED);
    var backUp = new Attempt("sms", NOW, AttemptState.PENDING);
    assertThat(next(List.of(late, backUp), LIT, LIT, LIT)).isEqualTo(new Step.Reached());
  }

  @Test
  void waitsForTheMorningOnlyWhenNoOtherChannelIsLit() {
    var morning = NOW.plus(Duration.ofHours(8));
    var asleep = new Refused(Reason.QUIET_HOURS, Optional.of(morning));
    var capped = new Refused(Reason.FREQUENCY_CAP, Optional.of(NOW.plusSeconds(1)));
    assertThat(next(List.of(), asleep, LIT, DARK)).isEqualTo(new Step.Send("sms", List.of()));
    assertThat(next(List.of(), capped, asleep, DARK)).isEqualTo(new Step.Wait(morning));
  }

  @Test
  void waitsForTheChannelThatWakesFirst() {
    var early = new Refused(Reason.QUIET_HOURS, Optional.of(NOW.plusSeconds(1)));
    var late = new Refused(Reason.QUIET_HOURS, Optional.of(NOW.plusSeconds(2)));
    assertThat(next(List.of(), late, early, late)).isEqualTo(new Step.Wait(NOW.plusSeconds(1)));
  }

  @Test
  void givesTheLatestOfTwoPendingMessagesItsTime() {
    var stuck = new Attempt("wecom", NOW.minus(DAY).plusMillis(1), AttemptState.PENDING);
    var backUp = new Attempt("sms", NOW, AttemptState.PENDING);
    assertThat(next(List.of(stuck, backUp), LIT, LIT, LIT)).isEqualTo(new Step.Wait(NOW.plus(DAY)));
  }

  @Test
  void saysWhyNoChannelIsLeft() {
    var capped = new Refused(Reason.FREQUENCY_CAP, Optional.of(NOW.plusSeconds(1)));
    var step = next(List.of(new Attempt("sms", NOW, AttemptState.FAILED)), capped, LIT, DARK);
    assertThat(((Step.Exhausted) step).reasons())
        .containsExactly(
            Map.entry("wecom", Reason.FREQUENCY_CAP), Map.entry("mail", Reason.NO_ADDRESS));
  }

  /** Whatever happens: at most one attempt a channel, never two pending, and it ends. */
  @Test
  void neverSendsTwiceOverAChannelAndAlwaysEnds() {
    for (int seed = 1; seed <= 1_000; seed++) {
      var random = new SplittableRandom(seed);
      var attempts = new ArrayList<Attempt>();
      var now = NOW;
      boolean ended = false;
      for (int i = 0; i < 30 && !ended; i++) {
        Map<String, ContactDecision> decisions = new HashMap<>();
        for (var channel : ORDER.channels()) {
          decisions.put(channel, random.nextInt(3) > 0 ? LIT : DARK);
        }
        switch (ORDER.next(attempts, asked -> decisions.getOrDefault(asked, DARK), now)) {
          case Step.Send(var channel, var cancelFirst) -> {
            assertThat(attempts).noneMatch(attempt -> attempt.channel().equals(channel));
            attempts.replaceAll(attempt ->
                cancelFirst.contains(attempt.channel())
                    ? new Attempt(attempt.channel(), attempt.startedAt(), AttemptState.FAILED)
                    : attempt);
            assertThat(attempts).noneMatch(attempt -> attempt.state() == AttemptState.PENDING);
            attempts.add(new Attempt(channel, now, STATES.get(random.nextInt(STATES.size()))));
          }
          case Step.Wait(var until) -> {
            assertThat(until).isAfter(now);
            now = until;
          }
          case Step.Reached _, Step.Exhausted _ -> ended = true;
        }
      }
      assertThat(ended).as("seed %s", seed).isTrue();
    }
  }

  @Test
  void refusesAnOrderThatIsNone() {
    assertThatThrownBy(() -> new ChannelOrder(List.of(), DAY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ChannelOrder(List.of("sms", "sms"), DAY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ChannelOrder(List.of("sms"), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Step next(
      List<Attempt> attempts, ContactDecision wecom, ContactDecision sms, ContactDecision mail) {
    Function<String, ContactDecision> decisions =
        channel ->
            switch (channel) {
              case "wecom" -> wecom;
              case "sms" -> sms;
              default -> mail;
            };
    return ORDER.next(attempts, decisions, NOW);
  }
}
