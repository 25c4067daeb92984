package io.quanyu.reach.message.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.channel.Redelivery;
import io.quanyu.reach.message.DispatchState;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.NewDispatch;
import io.quanyu.reach.message.Outbox;
import io.quanyu.testing.SetClock;
import io.quanyu.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/** Every message once, by the vendor's books, whatever is killed in between. */
class SendingDispatchesIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");
  private static final int CALLS = 24;
  private static final int RECIPIENTS = 5;
  private static final int ROUNDS_MAX = 3_000;
  private static final int RATE = 7;

  private final MessageFixture fixture = new MessageFixture(database, START);
  private final SetClock clock = fixture.clock;
  private final Outbox outbox = fixture.outbox;
  private final MessageSource source = new MessageSource("test", UUID.randomUUID());

  @BeforeEach
  void empty() {
    fixture.empty(START);
  }

  @ParameterizedTest
  @EnumSource(Redelivery.class)
  void everyMessageIsSentOnceWhoeverDies(Redelivery redelivery) throws InterruptedException {
    for (int seed = 1; seed <= 12; seed++) {
      empty();
      var random = new Random(seed);
      add(source, 0);
      var vendor =
          new MisbehavingVendor(
              MisbehavingVendor.terms(redelivery, 60), clock, new Random(seed), 0.6);
      drain(vendor, random);

      var counts = outbox.count(source);
      assertThat(vendor.delivered.values())
          .as("seed %d: sent twice", seed)
          .allMatch(times -> times == 1);
      if (redelivery == Redelivery.NONE) {
        // What is unknown may have been delivered or not; what is known is right.
        assertThat(counts.in(DispatchState.ACCEPTED) + counts.in(DispatchState.UNKNOWN))
            .as("seed %d", seed)
            .isEqualTo(CALLS * RECIPIENTS);
        assertThat(vendor.delivered)
            .as("seed %d", seed)
            .hasSizeGreaterThanOrEqualTo((int) (counts.in(DispatchState.ACCEPTED) / RECIPIENTS));
      } else {
        assertThat(vendor.delivered).as("seed %d: lost", seed).hasSize(CALLS);
        assertThat(counts.byState())
            .as("seed %d", seed)
            .containsOnly(Map.entry(DispatchState.ACCEPTED, (long) CALLS * RECIPIENTS));
      }
    }
  }

  @Test
  void whereNobodyCanBeAskedAKilledServerLeavesOneCallUnknown() throws InterruptedException {
    add(source, 0);
    var terms = MisbehavingVendor.terms(Redelivery.NONE, 10 * CALLS);
    var fatal =
        new MisbehavingVendor(terms, clock, new Random(5), 0) {
          @Override
          CallAnswer answer(Call call) {
            throw new Killed();
          }
        };
    assertThatThrownBy(() -> sending(fatal, database.transactions()).run())
        .isInstanceOf(MisbehavingVendor.Killed.class);
    clock.set(clock.instant().plus(terms.callMax().multipliedBy(2)));

    var next =
        sending(new MisbehavingVendor(terms, clock, new Random(6), 0), database.transactions());
    for (int round = 0; next.run(); round++) {
      assertThat(round).as("rounds").isLessThan(ROUNDS_MAX);
    }

    assertThat(outbox.count(source).byState())
        .containsOnly(
            Map.entry(DispatchState.UNKNOWN, (long) RECIPIENTS),
            Map.entry(DispatchState.ACCEPTED, (CALLS - 1L) * RECIPIENTS));
  }

  @Test
  void keepsToTheRateExactly() throws InterruptedException {
    add(source, 0);
    var vendor =
        new MisbehavingVendor(
            MisbehavingVendor.terms(Redelivery.IDEMPOTENT, RATE), clock, new Random(5), 0.3);

    drain(vendor, new Random(6));

    var begun = vendor.begun.stream().sorted().toList();
    for (int i = RATE; i < begun.size(); i++) {
      assertThat(Duration.between(begun.get(i - RATE), begun.get(i)))
          .as("call %d", i)
          .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }
  }

  @Test
  void refusesASecondMessageForTheSameVisit() {
    add(source, 0);

    assertThatThrownBy(() -> add(source, 0)).isInstanceOf(DuplicateKeyException.class);
    add(source, 1);

    assertThat(outbox.count(source).in(DispatchState.PLANNED)).isEqualTo(2L * CALLS * RECIPIENTS);
  }

  @Test
  void takesBackWhatWasNotBegun() throws InterruptedException {
    add(source, 0);
    var vendor =
        new MisbehavingVendor(
            MisbehavingVendor.terms(Redelivery.LOOK_UP, RATE), clock, new Random(5), 0);
    assertThat(sending(vendor, database.transactions()).run()).isTrue();

    long taken = outbox.cancel(source, "stopped");

    assertThat(taken).isEqualTo((CALLS - RATE) * RECIPIENTS);
    assertThat(outbox.count(source).in(DispatchState.ACCEPTED)).isEqualTo(RATE * RECIPIENTS);
    assertThat(outbox.count(source).in(DispatchState.CANCELLED)).isEqualTo(taken);
  }

  @Test
  void countsWhomTheVendorRefusedApart() throws InterruptedException {
    add(source, 0);
    var vendor =
        new MisbehavingVendor(
            MisbehavingVendor.terms(Redelivery.IDEMPOTENT, 60), clock, new Random(5), 0);
    vendor.refused.put(1, "40096");
    vendor.refused.put(RECIPIENTS + 1, "84061");

    drain(vendor, new Random(8));

    assertThat(outbox.count(source).refused()).isEqualTo(2);
    assertThat(outbox.count(source).in(DispatchState.ACCEPTED)).isEqualTo(CALLS * RECIPIENTS - 2);
  }

  private void add(MessageSource to, int visit) {
    List<NewDispatch> dispatches = new ArrayList<>();
    for (int call = 0; call < CALLS; call++) {
      int first = 1 + call * RECIPIENTS;
      dispatches.add(
          new NewDispatch(
              "vendor",
              "guide" + call % 3,
              MessagePurpose.MARKETING,
              false,
              MessageContent.ofText("您好" + call % 2),
              IntStream.range(first, first + RECIPIENTS).boxed().toList(),
              visit,
              START));
    }
    database.transactions().executeWithoutResult(_ -> outbox.add(to, dispatches));
  }

  /** Rounds until all is settled; after a death another server goes on. */
  private void drain(MisbehavingVendor vendor, Random random) throws InterruptedException {
    for (int round = 0; isOpen(); round++) {
      assertThat(round).as("rounds").isLessThan(ROUNDS_MAX);
      try {
        if (!sending(vendor, dying(random)).run()) {
          clock.set(clock.instant().plusMillis(500 + random.nextInt(4_000)));
        }
      } catch (MisbehavingVendor.Killed e) {
        clock.set(clock.instant().plusMillis(random.nextInt(2_000)));
      }
    }
  }

  private static boolean isOpen() {
    return database
        .jdbc()
        .sql(
            """
            select exists (
              select from reach_message.dispatch where state in ('PLANNED', 'SENDING'))
            """)
        .query((row, _) -> row.getBoolean(1))
        .single();
  }

  private SendingDispatches sending(MisbehavingVendor vendor, TransactionOperations transactions) {
    return fixture.sending(vendor, transactions);
  }

  /** Transactions at whose start or after whose commit the server is killed now and then. */
  private static TransactionOperations dying(Random random) {
    return new DyingTransactions(database.transactions(), random, 12);
  }
}
