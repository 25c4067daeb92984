package io.quanyu.core.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.AudiencePlan.ChannelFacts;
import io.quanyu.core.contact.ChannelOrder.Attempt;
import io.quanyu.core.contact.ChannelOrder.AttemptState;
import io.quanyu.core.contact.ChannelOrder.Step;
import io.quanyu.core.contact.ContactDecision.Reason;
import io.quanyu.core.contact.ContactDecision.Refused;
import io.quanyu.core.contact.ControlGroups.Group;
import io.quanyu.core.contact.FrequencyCap.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Sets say what the rules say customer by customer. */
class AudiencePlanPropertyTests {

  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
  private static final int CUSTOMERS = 400;
  private static final List<String> CHANNELS = List.of("wecom", "sms", "mail");

  /** The channel whose addresses are those of families. */
  private static final String FAMILY = "sms";

  private static final ContactPolicy POLICY =
      new ContactPolicy(List.of(FrequencyCap.overall(1, 7)), QuietHours.none());
  private static final List<SentMessage> ONE_SENT = List.of(new SentMessage("other", NOW));

  @Test
  void everyCustomerIsTreatedAsTheRulesSayOfHer() {
    for (int seed = 1; seed <= 60; seed++) {
      var random = new SplittableRandom(seed);
      var audience = some(random, 0.8);
      var order = facts(random);
      var groups =
          new ControlGroups(new ControlDraw("g", 1_000), new ControlDraw("b" + seed, 3_000));

      var plan = AudiencePlan.of(audience, order, groups);
      Set<Integer> served = new HashSet<>();

      for (int no = 1; no <= CUSTOMERS; no++) {
        var where = "seed " + seed + ", customer " + no;
        assertThat(plan.audience().contains(no)).as(where).isEqualTo(audience.contains(no));
        if (!audience.contains(no)) {
          assertThat(isAnywhere(plan, no)).as(where).isFalse();
          continue;
        }
        var decisions = decisions(order, no);
        var step = nextOfAFamily(List.of(), decisions, served, no);
        int customerNo = no;
        decisions.forEach((channel, decision) -> {
          for (var reason : Reason.values()) {
            assertThat(
                    plan.refused()
                        .getOrDefault(channel, Map.of())
                        .getOrDefault(reason, new RoaringBitmap())
                        .contains(customerNo))
                .as("%s, %s, %s", where, channel, reason)
                .isEqualTo(decision instanceof Refused(var why, _) && why == reason);
          }
        });
        switch (step) {
          case Step.Send(var channel, _) -> {
            var group = groups.groupOf(no);
            assertThat(plan.chosen().contains(no)).as(where).isEqualTo(group == Group.TREATED);
            assertThat(plan.control().contains(no)).as(where).isEqualTo(group == Group.CONTROL);
            assertThat(plan.globalControl().contains(no))
                .as(where)
                .isEqualTo(group == Group.GLOBAL_CONTROL);
            plan.first()
                .forEach((one, whom) ->
                    assertThat(whom.contains(customerNo))
                        .as("%s over %s", where, one)
                        .isEqualTo(group == Group.TREATED && one.equals(channel)));
            assertThat(reasonsOf(plan.unreachable(), no)).as(where).isEmpty();
          }
          case Step.Exhausted(var reasons) -> {
            var nearest =
                reasons.values().stream()
                    .filter(reason -> reason != Reason.NO_ADDRESS)
                    .findFirst()
                    .orElse(Reason.NO_ADDRESS);
            assertThat(reasonsOf(plan.unreachable(), no)).as(where).containsExactly(nearest);
            assertThat(plan.chosen().contains(no) || plan.control().contains(no)).isFalse();
          }
          default -> throw new AssertionError(where + ": " + step);
        }
      }
      assertThat(plan.eligible() + sizeOf(plan.unreachable()))
          .isEqualTo(audience.getLongCardinality());
    }
  }

  @Test
  void theBackUpIsTheNextChannelOfTheOrder() {
    for (int seed = 1; seed <= 60; seed++) {
      var random = new SplittableRandom(seed);
      var unreached = some(random, 0.6);
      var order = facts(random);
      Map<String, RoaringBitmap> tried = new HashMap<>();
      for (var channel : CHANNELS) {
        tried.put(channel, some(random, 0.4));
      }

      var backUp = AudiencePlan.backUp(unreached, order, tried);
      Set<Integer> served = new HashSet<>();

      for (int no = 1; no <= CUSTOMERS; no++) {
        int customerNo = no;
        List<Attempt> attempts = new ArrayList<>();
        tried.forEach((channel, whom) -> {
          if (whom.contains(customerNo)) {
            attempts.add(new Attempt(channel, NOW, AttemptState.FAILED));
          }
        });
        var wanted =
            unreached.contains(no)
                    && nextOfAFamily(attempts, decisions(order, no), served, no)
                        instanceof Step.Send(var channel, _)
                ? List.of(channel)
                : List.of();
        assertThat(
                backUp.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(customerNo))
                    .map(Map.Entry::getKey)
                    .toList())
            .as("seed %d, customer %d", seed, no)
            .isEqualTo(wanted);
      }
    }
  }

  @Test
  void drawsOfSetsAreThoseOfTheirMembers() {
    var customers = RoaringBitmap.bitmapOfRange(60_000, 140_000);
    var draw = new ControlDraw("salt", 2_500);

    var drawn = draw.drawnOf(customers);

    var expected = new RoaringBitmap();
    customers.forEach((int no) -> {
      if (draw.isDrawn(no)) {
        expected.add(no);
      }
    });
    assertThat(drawn).isEqualTo(expected);
    assertThat(new ControlDraw("salt", 0).drawnOf(customers).isEmpty()).isTrue();
    assertThat(draw.drawnOf(new RoaringBitmap()).isEmpty()).isTrue();
  }

  /** Of a family only the first one to whom it goes gets it; the others look further. */
  private static Step nextOfAFamily(
      List<Attempt> attempts,
      Map<String, ContactDecision> decisions,
      Set<Integer> served,
      int customerNo) {
    var step = next(attempts, decisions);
    if (step instanceof Step.Send(var channel, _)
        && channel.equals(FAMILY)
        && !served.add(customerNo / 3)) {
      decisions.put(FAMILY, new Refused(Reason.SAME_ADDRESS, Optional.empty()));
      return next(attempts, decisions);
    }
    return step;
  }

  private static Step next(List<Attempt> attempts, Map<String, ContactDecision> decisions) {
    return new ChannelOrder(CHANNELS, Duration.ofHours(1))
        .next(attempts, channel -> Objects.requireNonNull(decisions.get(channel)), NOW);
  }

  private static Map<String, ContactDecision> decisions(List<ChannelFacts> order, int no) {
    Map<String, ContactDecision> decisions = new HashMap<>();
    for (var facts : order) {
      decisions.put(
          facts.channel(),
          POLICY.decide(
              new ContactFacts(
                  facts.channel(),
                  facts.suppressed().contains(no),
                  will(facts, no),
                  facts.lit().contains(no),
                  !facts.quotaUsed().contains(no)),
              MessagePurpose.MARKETING,
              facts.capped().contains(no) ? ONE_SENT : List.of(),
              NOW));
    }
    return decisions;
  }

  private static MarketingWill will(ChannelFacts facts, int no) {
    if (facts.minors().contains(no)) {
      return MarketingWill.MINOR;
    }
    if (facts.noConsent().contains(no)) {
      return MarketingWill.WITHHELD;
    }
    return facts.objecting().contains(no)
        ? MarketingWill.OBJECTS_TO_PERSONALISATION
        : MarketingWill.GIVEN;
  }

  private static List<ChannelFacts> facts(SplittableRandom random) {
    // A cap over all channels binds each of them.
    var capped = some(random, 0.1);
    return CHANNELS.stream()
        .map(channel ->
            new ChannelFacts(
                channel,
                some(random, 0.6),
                some(random, 0.1),
                some(random, 0.05),
                some(random, 0.2),
                some(random, 0.1),
                capped,
                some(random, 0.1),
                channel.equals(FAMILY)
                    ? AudiencePlanPropertyTests::oneAFamily
                    : RoaringBitmap::clone))
        .toList();
  }

  /** Neighbouring numbers are families of three. */
  private static RoaringBitmap oneAFamily(RoaringBitmap customers) {
    var left = new RoaringBitmap();
    customers.forEach((int no) -> {
      if (left.isEmpty() || left.last() / 3 != no / 3) {
        left.add(no);
      }
    });
    return left;
  }

  private static RoaringBitmap some(SplittableRandom random, double share) {
    var some = new RoaringBitmap();
    for (int no = 1; no <= CUSTOMERS; no++) {
      if (random.nextDouble() < share) {
        some.add(no);
      }
    }
    return some;
  }

  private static boolean isAnywhere(AudiencePlan plan, int no) {
    return plan.chosen().contains(no)
        || plan.control().contains(no)
        || plan.globalControl().contains(no)
        || !reasonsOf(plan.unreachable(), no).isEmpty()
        || plan.first().values().stream().anyMatch(whom -> whom.contains(no));
  }

  private static List<Reason> reasonsOf(Map<Reason, RoaringBitmap> sets, int no) {
    return sets.entrySet().stream()
        .filter(entry -> entry.getValue().contains(no))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static long sizeOf(Map<Reason, RoaringBitmap> sets) {
    return sets.values().stream().mapToLong(RoaringBitmap::getLongCardinality).sum();
  }
}
