package io.quanyu.reach.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.know.consent.ConsentFixture;
import io.quanyu.know.consent.DecisionSource;
import io.quanyu.know.consent.Purpose;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.channel.Redelivery;
import io.quanyu.reach.message.DispatchState;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.NewDispatch;
import io.quanyu.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Consent that is withdrawn between the writing of a message and its call stops it. */
class WithdrawingWhileSendingIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  private static final int CUSTOMERS = 240;

  private final ConsentFixture consent = new ConsentFixture(database, NOW);
  private final MessageFixture fixture =
      new MessageFixture(
          database, NOW, Optional.of(new KnownConsent(consent.consents, consent.consented)));
  private final MessageSource source = new MessageSource("test", UUID.randomUUID());
  private final MisbehavingVendor vendor =
      new MisbehavingVendor(
          MisbehavingVendor.terms(Redelivery.IDEMPOTENT, 100_000), fixture.clock, new Random(5), 0);

  @BeforeEach
  void empty() {
    fixture.empty(NOW);
    consent.empty();
    consent.customers(1, CUSTOMERS);
    fixture.channels.add(vendor);
  }

  @Test
  void noCallIsBegunForWhoseWithdrawalWasAnsweredBefore() throws Exception {
    for (int no = 1; no <= CUSTOMERS; no++) {
      add(MessagePurpose.MARKETING, false, no);
    }
    Map<Integer, Long> answeredAt = new ConcurrentHashMap<>();
    Map<Integer, Long> begunAfter = new ConcurrentHashMap<>();
    try (var threads = Executors.newFixedThreadPool(3)) {
      var byHerself =
          threads.submit(() -> {
            // From the end, so that the sender and the withdrawals meet in the middle.
            for (int no = CUSTOMERS; no > 0; no -= 2) {
              consent.decide(no, Purpose.MARKETING, no % 4 == 0 ? "" : "vendor", false, NOW);
              answeredAt.put(no, System.nanoTime());
            }
          });
      var byAddress =
          threads.submit(() -> {
            for (int no = CUSTOMERS - 1; no > 0; no -= 2) {
              consent.consents.withdrawAddresses(
                  Purpose.MARKETING,
                  "vendor",
                  List.of(ConsentFixture.address(no)),
                  DecisionSource.SMS_REPLY,
                  NOW,
                  "vendor");
              answeredAt.put(no, System.nanoTime());
            }
          });
      var sending =
          threads.submit(() -> {
            // A round whose recipients all withdrew says that nothing follows at once.
            while (fixture.outbox.count(source).in(DispatchState.PLANNED) > 0) {
              long start = System.nanoTime();
              Set<Integer> before = Set.copyOf(reached());
              fixture.sending(vendor, database.transactions()).run();
              var now = new ArrayList<>(reached());
              now.removeAll(before);
              now.forEach(no -> begunAfter.put(no, start));
            }
            return true;
          });
      byHerself.get();
      byAddress.get();
      sending.get();
    }

    begunAfter.forEach((no, start) ->
        assertThat(answeredAt.getOrDefault(no, Long.MAX_VALUE))
            .as("customer %d was told that she gets nothing any more", no)
            .isGreaterThan(start));
    var refused = fixture.outbox.count(source).refused();
    assertThat(refused + begunAfter.size()).isEqualTo(CUSTOMERS);
    assertThat(fixture.outbox.count(source).in(DispatchState.PLANNED)).isZero();
    assertThat(refused).as("some came in time").isPositive();
    assertThat(begunAfter).as("some came too late").isNotEmpty();
  }

  @Test
  void eachReasonHasItsName() throws InterruptedException {
    consent.decide(1, Purpose.MARKETING, "", false, NOW);
    consent.decide(2, Purpose.PERSONALISED_MARKETING, "", false, NOW);
    consent.birthday(3, LocalDate.of(2013, 1, 1));
    consent.decide(4, Purpose.MARKETING, "sms", false, NOW);
    add(MessagePurpose.MARKETING, true, 1, 2, 3, 4, 5);

    round();

    assertThat(reached()).containsExactlyInAnyOrder(4, 5);
    assertThat(reason(1)).isEqualTo("no_consent");
    assertThat(reason(2)).isEqualTo("no_personalisation");
    assertThat(reason(3)).isEqualTo("minor");
  }

  @Test
  void aGeneralMessageReachesWhoObjectsToPersonalisationAndServiceEverybody()
      throws InterruptedException {
    consent.decide(1, Purpose.MARKETING, "", false, NOW);
    consent.decide(2, Purpose.PERSONALISED_MARKETING, "", false, NOW);
    add(MessagePurpose.MARKETING, false, 1, 2, 3);
    add(MessagePurpose.SERVICE, false, 4);

    round();

    assertThat(reached()).containsExactlyInAnyOrder(2, 3, 4);
  }

  @Test
  void whereConsentIsDemandedMissingConsentStops() throws InterruptedException {
    demandConsent(false);
    try {
      consent.decide(1, Purpose.MARKETING, "vendor", true, NOW);
      add(MessagePurpose.MARKETING, false, 1, 2);

      round();

      assertThat(reached()).containsExactly(1);
      assertThat(reason(2)).isEqualTo("no_consent");
      var limits =
          Objects.requireNonNull(
              fixture
                  .limits
                  .find(Set.of("vendor"), MessagePurpose.MARKETING, false, NOW)
                  .get("vendor"));
      assertThat(limits.noConsent().contains(1)).isFalse();
      assertThat(limits.noConsent().contains(2)).isTrue();
    } finally {
      demandConsent(true);
    }
  }

  private void demandConsent(boolean isAssumed) {
    database
        .jdbc()
        .sql("update know_consent.purpose set assumed = ? where code = 'marketing'")
        .param(isAssumed)
        .update();
  }

  private void round() throws InterruptedException {
    fixture.sending(vendor, database.transactions()).run();
  }

  private List<Integer> reached() {
    return vendor.recipients.values().stream().flatMap(List::stream).toList();
  }

  private String reason(int customerNo) {
    return fixture.log.find(source, List.of(customerNo)).getFirst().reason().orElseThrow();
  }

  private void add(MessagePurpose purpose, boolean isPersonalised, Integer... customerNos) {
    database
        .transactions()
        .executeWithoutResult(_ ->
            fixture.outbox.add(
                source,
                List.of(
                    new NewDispatch(
                        "vendor",
                        "",
                        purpose,
                        isPersonalised,
                        MessageContent.ofText("您好"),
                        List.of(customerNos),
                        0,
                        NOW))));
  }
}
