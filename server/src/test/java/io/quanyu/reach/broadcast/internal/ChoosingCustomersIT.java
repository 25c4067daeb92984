package io.quanyu.reach.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.AudiencePlan;
import io.quanyu.core.contact.ContactDecision.Reason;
import io.quanyu.core.contact.ContactDecision.Refused;
import io.quanyu.core.contact.ContactFacts;
import io.quanyu.core.contact.ContactPolicy;
import io.quanyu.core.contact.ControlDraw;
import io.quanyu.core.contact.ControlGroups;
import io.quanyu.core.contact.FrequencyCap;
import io.quanyu.core.contact.FrequencyCap.SentMessage;
import io.quanyu.core.contact.MarketingWill;
import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.contact.QuietHours;
import io.quanyu.reach.TestChannel;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.NewDispatch;
import io.quanyu.reach.message.SuppressionReason;
import io.quanyu.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

/** Whom a launch chooses, against the brand's rules applied to each customer by herself. */
class ChoosingCustomersIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  private static final int CUSTOMERS = 300;
  private static final ContactPolicy POLICY =
      new ContactPolicy(
          List.of(FrequencyCap.overall(2, 7), FrequencyCap.onChannel("brand", 1, 3)),
          QuietHours.none());

  private final BroadcastFixture fixture = new BroadcastFixture(database, NOW);

  @Test
  void everyCustomerIsChosenAsThePolicySaysOfHer() {
    for (int seed = 1; seed <= 8; seed++) {
      var random = new Random(seed);
      fixture.empty(NOW);
      database
          .jdbc()
          .sql(
              """
              update reach_message.contact_policy set caps =
                '[{"messagesMax":2,"days":7},{"channel":"brand","messagesMax":1,"days":3}]'
              """)
          .update();
      fixture.guides.setSenders(Map.of("anna", some(random, 0.5), "ben", new RoaringBitmap()));
      fixture.brand.setSenders(Map.of("", some(random, 0.8)));
      var sent = history(random);
      var optedOut = withdrawals(random);
      var suppressed = suppressions(random);
      fixture.clock.set(NOW);
      var audience = some(random, 0.9);

      var plan =
          AudiencePlan.of(
              audience,
              fixture.channels.facts(
                  List.of("guides", "brand"), MessagePurpose.MARKETING, true, NOW),
              new ControlGroups(new ControlDraw("g", 0), new ControlDraw("b", 0)));

      for (int no = 1; no <= CUSTOMERS; no++) {
        int customerNo = no;
        boolean isReachable = false;
        for (var channel : List.of(fixture.guides, fixture.brand)) {
          var decision =
              POLICY.decide(
                  new ContactFacts(
                      channel.code(),
                      isIn(suppressed, channel, no),
                      isIn(optedOut, channel, no) ? MarketingWill.WITHHELD : MarketingWill.GIVEN,
                      channel.lit().contains(no),
                      true),
                  MessagePurpose.MARKETING,
                  sent.getOrDefault(no, List.of()),
                  NOW);
          isReachable |= decision.isAllowed();
          for (var reason : Reason.values()) {
            assertThat(
                    plan.refused()
                        .getOrDefault(channel.code(), Map.of())
                        .getOrDefault(reason, new RoaringBitmap())
                        .contains(customerNo))
                .as("seed %d, customer %d, %s, %s", seed, no, channel.code(), reason)
                .isEqualTo(
                    audience.contains(no)
                        && decision instanceof Refused(var why, _)
                        && why == reason);
          }
        }
        assertThat(plan.chosen().contains(no))
            .as("seed %d, customer %d", seed, no)
            .isEqualTo(audience.contains(no) && isReachable);
      }
    }
  }

  /** Messages of other broadcasts within the last ten days, each sent at its time. */
  private Map<Integer, List<SentMessage>> history(Random random) {
    Map<Integer, List<SentMessage>> sent = new HashMap<>();
    for (int hoursAgo = 240; hoursAgo > 0; hoursAgo -= 40) {
      var at = NOW.minus(Duration.ofHours(hoursAgo));
      fixture.clock.set(at);
      for (TestChannel channel : List.of(fixture.guides, fixture.brand)) {
        var recipients = some(random, 0.2);
        List<Integer> numbers = new ArrayList<>();
        recipients.forEach((int no) -> {
          numbers.add(no);
          sent.computeIfAbsent(no, _ -> new ArrayList<>()).add(new SentMessage(channel.code(), at));
        });
        database
            .transactions()
            .executeWithoutResult(_ ->
                fixture
                    .messages
                    .outbox()
                    .add(
                        new MessageSource("test", UUID.randomUUID()),
                        List.of(
                            new NewDispatch(
                                channel.code(),
                                "",
                                MessagePurpose.MARKETING,
                                false,
                                MessageContent.ofText("您好"),
                                numbers,
                                0,
                                at))));
        fixture.messages.send(channel, database.transactions());
      }
    }
    return sent;
  }

  /** By channel, whose address must not be used. */
  private Map<String, RoaringBitmap> suppressions(Random random) {
    return onEach(
        random,
        (channel, numbers) ->
            fixture
                .messages
                .suppressions()
                .addCustomers(channel, numbers, SuppressionReason.COMPLAINT, NOW));
  }

  /** By channel, who opted out of it. */
  private Map<String, RoaringBitmap> withdrawals(Random random) {
    return onEach(
        random, (channel, numbers) -> fixture.messages.consent().withdraw(channel, numbers, NOW));
  }

  private static Map<String, RoaringBitmap> onEach(
      Random random, BiConsumer<String, List<Integer>> deciding) {
    Map<String, RoaringBitmap> decided = new HashMap<>();
    for (var channel : List.of("guides", "brand")) {
      var whom = some(random, 0.1);
      List<Integer> numbers = new ArrayList<>();
      whom.forEach((int no) -> numbers.add(no));
      deciding.accept(channel, numbers);
      decided.put(channel, whom);
    }
    return decided;
  }

  private static boolean isIn(
      Map<String, RoaringBitmap> byChannel, TestChannel channel, int customerNo) {
    return byChannel.getOrDefault(channel.code(), new RoaringBitmap()).contains(customerNo);
  }

  private static RoaringBitmap some(Random random, double share) {
    var some = new RoaringBitmap();
    for (int no = 1; no <= CUSTOMERS; no++) {
      if (random.nextDouble() < share) {
        some.add(no);
      }
    }
    return some;
  }
}
