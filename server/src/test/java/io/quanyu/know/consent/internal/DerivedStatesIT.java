package io.quanyu.know.consent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.consent.ConsentTerms.Verdict;
import io.quanyu.know.consent.ConsentFixture;
import io.quanyu.know.consent.DecisionSource;
import io.quanyu.know.consent.Purpose;
import io.quanyu.know.consent.RecordedDecision.Recorded;
import io.quanyu.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds is what the ledger says, whatever happened in whatever order. */
class DerivedStatesIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final int CUSTOMERS = 8;
  private static final List<String> PURPOSES =
      List.of(Purpose.MARKETING, Purpose.PERSONALISED_MARKETING, Purpose.ADVERTISING);
  private static final List<String> CHANNELS = List.of("", "sms", "wecom");

  /** The rule once more, in SQL and over everybody: the latest word of each account. */
  private static final String RECOMPUTED =
      """
      with bound as (
        select a.customer_no, a.account_no, d.purpose, d.channel, d.granted, d.by_guardian,
          d.decided_at, d.decision_no,
          not d.granted or s.customer_no = a.customer_no as counts
        from know_identity.account a
        join know_consent.decision_account b on b.account_no = a.account_no
        join know_consent.decision d on d.decision_no = b.decision_no
        left join know_identity.account s on s.account_no = d.account_no),
      asked as (
        select customer_no, purpose, channel from bound
        union select customer_no, purpose, '' from bound),
      word as (
        select distinct on (q.customer_no, q.purpose, q.channel, b.account_no)
          q.customer_no, q.purpose, q.channel, b.granted, b.by_guardian
        from asked q
        join bound b on b.customer_no = q.customer_no and b.purpose = q.purpose
          and b.channel in ('', q.channel) and b.counts
        order by q.customer_no, q.purpose, q.channel, b.account_no, b.decided_at desc, b.granted,
          b.by_guardian desc, b.decision_no desc)
      select customer_no || ' ' || purpose || ' ' || channel || ' '
        || case when bool_and(granted) then 'GRANTED' else 'WITHDRAWN' end || ' '
        || (bool_and(granted) and bool_or(by_guardian))
      from word group by customer_no, purpose, channel
      """;

  private static final String KEPT =
      """
      select customer_no || ' ' || purpose || ' ' || channel || ' ' || state || ' ' || by_guardian
      from know_consent.state where state <> 'UNKNOWN'
      """;

  private ConsentFixture fixture = new ConsentFixture(database, NOW);

  @BeforeEach
  void empty() {
    // A server of its own: what is truncated did not change as rows do.
    fixture = new ConsentFixture(database, NOW);
    fixture.empty();
    fixture.customers(1, CUSTOMERS);
  }

  @Test
  void theStateIsAFunctionOfTheLedgerAndOfWhoCustomersAre() {
    var seen = new HashSet<Verdict>();
    for (int seed = 1; seed <= 12; seed++) {
      empty();
      var random = new Random(seed);
      for (int step = 0; step < 60; step++) {
        act(random);
        if (step % 10 == 9) {
          fixture.addresses.catchUpAll();
          assertThat(rows(KEPT)).as("seed %d, step %d", seed, step).isEqualTo(rows(RECOMPUTED));
          seen.addAll(assertThatSetsAgreeWithEachCustomer(seed));
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(Verdict.values());
  }

  private void act(Random random) {
    int account = 1 + random.nextInt(CUSTOMERS);
    int customer = 1 + random.nextInt(CUSTOMERS);
    var at = NOW.minus(Duration.ofMinutes(random.nextInt(30)));
    switch (random.nextInt(9)) {
      case 0, 1 -> fixture.move(account, customer);
      case 2 -> fixture.hold(account, ConsentFixture.address(customer));
      case 3 ->
          fixture.consents.withdrawAddresses(
              Purpose.MARKETING,
              "sms",
              List.of(ConsentFixture.address(account)),
              DecisionSource.SMS_REPLY,
              at,
              "sms");
      case 4 -> {
        if (rows("select birthday::text from know_profile.profile where customer_no = " + customer)
            .isEmpty()) {
          fixture.birthday(customer, LocalDate.of(2014, 5, 1));
        }
      }
      default -> {
        var purpose = PURPOSES.get(random.nextInt(PURPOSES.size()));
        var channel =
            purpose.equals(Purpose.PERSONALISED_MARKETING)
                ? ""
                : CHANNELS.get(random.nextInt(CHANNELS.size()));
        fixture.decide(customer, purpose, channel, random.nextBoolean(), at);
      }
    }
  }

  /** Bitmaps, single answers and the words of the purpose say the same of everybody. */
  private List<Verdict> assertThatSetsAgreeWithEachCustomer(int seed) {
    List<Verdict> seen = new ArrayList<>();
    var everybody = IntStream.rangeClosed(1, CUSTOMERS).boxed().toList();
    for (var purpose : PURPOSES) {
      for (var channel : List.of("sms", "wecom", "mail")) {
        var barred = fixture.consented.barred(purpose, Optional.of(channel));
        var refused =
            database
                .transactions()
                .execute(_ -> fixture.consents.refused(purpose, channel, everybody, List.of()));
        Map<Integer, Verdict> expected = new HashMap<>();
        for (int no : everybody) {
          if (barred.minors().contains(no)) {
            expected.put(no, Verdict.MINOR);
          }
          if (barred.refused().contains(no)) {
            expected.put(no, Verdict.REFUSED);
          }
          seen.add(expected.getOrDefault(no, Verdict.ALLOWED));
        }
        assertThat(refused).as("seed %d, %s, %s", seed, purpose, channel).isEqualTo(expected);
      }
    }
    return seen;
  }

  @Test
  void aWithdrawalCountsAfterAMergeUntilThePersonAgreesAgain() {
    fixture.decide(1, Purpose.MARKETING, "", true, NOW.minusSeconds(10));
    fixture.decide(2, Purpose.MARKETING, "sms", false, NOW.minusSeconds(20));
    fixture.move(2, 1);

    assertThat(rows(KEPT))
        .containsExactly("1 marketing  GRANTED false", "1 marketing sms WITHDRAWN false");

    fixture.decide(1, Purpose.MARKETING, "sms", true, NOW.minusSeconds(5));
    assertThat(rows(KEPT))
        .containsExactly("1 marketing  GRANTED false", "1 marketing sms GRANTED false");

    // It was somebody else after all: nobody agreed for her.
    fixture.move(2, 2);
    assertThat(rows(KEPT))
        .containsExactly(
            "1 marketing  GRANTED false",
            "1 marketing sms GRANTED false",
            "2 marketing sms WITHDRAWN false");
  }

  @Test
  void anAddressThatWithdrewBindsWhoComesToHoldIt() {
    fixture.consents.withdrawAddresses(
        Purpose.MARKETING,
        "sms",
        List.of(ConsentFixture.address(99)),
        DecisionSource.SMS_REPLY,
        NOW,
        "sms");
    assertThat(rows(KEPT)).isEmpty();
    fixture.hold(3, ConsentFixture.address(99));

    // The last look needs no job to run before.
    var refused =
        database
            .transactions()
            .execute(_ ->
                fixture.consents.refused(
                    Purpose.MARKETING, "sms", List.of(2, 3), List.of(ConsentFixture.address(99))));

    assertThat(refused).isEqualTo(Map.of(3, Verdict.REFUSED));
    assertThat(rows(KEPT)).containsExactly("3 marketing sms WITHDRAWN false");
  }

  @Test
  void whatIsSaidForOneCustomerAtTheSameMomentIsAllCounted() throws Exception {
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (int round = 0; round < 20; round++) {
        int customer = 1 + round % CUSTOMERS;
        var at = NOW.minusSeconds(1_000 - round);
        List<Callable<Object>> work = new ArrayList<>();
        for (var channel : CHANNELS) {
          boolean isGrant = round % 2 == 0;
          work.add(() -> fixture.decide(customer, Purpose.MARKETING, channel, isGrant, at));
        }
        work.add(() -> {
          fixture.move(customer, 1 + (customer + 3) % CUSTOMERS);
          return true;
        });
        for (var done : threads.invokeAll(work)) {
          done.get();
        }
        assertThat(rows(KEPT)).as("round %d", round).isEqualTo(rows(RECOMPUTED));
      }
    }
  }

  @Test
  void rollingBackLeavesNoTraceInTheSets() {
    database
        .transactions()
        .executeWithoutResult(status -> {
          fixture.decide(1, Purpose.MARKETING, "", false, NOW);
          assertThat(fixture.sets.current().of(Purpose.MARKETING, "sms").withdrawn().isEmpty())
              .isTrue();
          status.setRollbackOnly();
        });

    assertThat(fixture.sets.current().of(Purpose.MARKETING, "sms").withdrawn().isEmpty()).isTrue();
    assertThat(fixture.decide(1, Purpose.MARKETING, "", false, NOW)).isInstanceOf(Recorded.class);
    assertThat(fixture.sets.current().of(Purpose.MARKETING, "sms").withdrawn().contains(1))
        .isTrue();
  }

  private Set<String> rows(String sql) {
    return new TreeSet<>(database.jdbc().sql(sql).query(String.class).list());
  }
}
