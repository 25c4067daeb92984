package io.quanyu.reach.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.message.ChannelProgress;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.NewDispatch;
import io.quanyu.reach.message.Outcomes;
import io.quanyu.reach.message.SenderCounts;
import io.quanyu.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

/** What guides confirm reaches customers once, also when another channel takes over. */
class FollowingDispatchesIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");
  private static final int CALLS = 12;
  private static final int RECIPIENTS = 4;
  private static final int CUSTOMERS = CALLS * RECIPIENTS;
  private static final int ROUNDS_MAX = 4_000;

  /** Share of questions at which the vendor is out or the server dies, of a dozen at once. */
  private static final double TROUBLE = 0.06;

  /** Until then somebody may confirm or take back at any second. */
  private static final Duration EVENTFUL = Duration.ofMinutes(5);

  private final MessageFixture fixture = new MessageFixture(database, START);
  private final MessageSource source = new MessageSource("test", UUID.randomUUID());

  @BeforeEach
  void empty() {
    fixture.empty(START);
  }

  @Test
  void whatIsTakenBackForAnotherChannelReachesNobodyTwice() throws InterruptedException {
    int late = 0;
    for (int seed = 1; seed <= 12; seed++) {
      empty();
      var random = new Random(seed);
      var guides =
          new ConfirmingVendor(
              "guides", fixture.clock, new Random(seed), TROUBLE, Duration.ofSeconds(90));
      var backUp = new ConfirmingVendor("backup", fixture.clock, random, 0, Duration.ofSeconds(5));
      add("guides", 0, all());
      var recallAt = START.plusSeconds(random.nextInt(100));

      rounds(
          random,
          guides,
          () -> {
            if (!fixture.clock.instant().isBefore(recallAt)) {
              fixture.outbox.recall(
                  source, 0, Set.of("guides")); // again and again, as a server that was killed does
            }
            return fixture.outbox.isClosed(source, 0);
          });
      var outcomes = fixture.outbox.outcomes(source, 0);

      assertThat(outcomes.pending()).as("seed %d", seed).isEqualTo(new RoaringBitmap());
      assertThat(outcomes.reached())
          .as("seed %d: reached, by the vendor's books", seed)
          .isEqualTo(customers(guides));
      assertThat(whole(outcomes)).as("seed %d", seed).isEqualTo(all());
      late += outcomes.reached().getCardinality() > 0 ? 1 : 0;

      // Nobody whom the first channel reached is told again, however late her guide confirmed.
      var rest = all();
      rest.andNot(outcomes.reached());
      if (!rest.isEmpty()) {
        add("backup", 1, rest);
        assertThat(fixture.sending(backUp, database.transactions()).run()).isTrue();
      }
      fixture.clock.set(fixture.clock.instant().plus(Duration.ofDays(800)));
      var twice = customers(guides);
      twice.and(customers(backUp));
      assertThat(twice).as("seed %d: reached twice", seed).isEqualTo(new RoaringBitmap());
      assertThat(RoaringBitmap.or(customers(guides), customers(backUp)))
          .as("seed %d: lost", seed)
          .isEqualTo(all());
    }
    assertThat(late).as("runs in which somebody confirmed in time").isPositive();
  }

  @Test
  void receiptsOfGuidesAreCountedOnceAndTheCallIsClosed() throws InterruptedException {
    var random = new Random(3);
    var guides =
        new ConfirmingVendor(
            "guides", fixture.clock, new Random(3), TROUBLE, Duration.ofMinutes(5));
    guides.unreachable.add(1);
    guides.unreachable.add(2);
    add("guides", 0, all());
    assertThat(fixture.outbox.isClosed(source, 0)).isFalse();

    rounds(
        random,
        guides,
        () -> {
          if (fixture.clock.instant().isAfter(START.plus(Duration.ofHours(1)))) {
            fixture.outbox.recall(source, 0, Set.of("guides"));
          }
          return fixture.outbox.isClosed(source, 0);
        });

    var reached = customers(guides);
    var outcomes = fixture.outbox.outcomes(source, 0);
    assertThat(outcomes.reached()).isEqualTo(reached);
    assertThat(whole(outcomes)).isEqualTo(all());
    int confirmed = (int) guides.tasks.values().stream().filter(this::isConfirmed).count();
    assertThat(fixture.outbox.progress(source))
        .containsExactly(
            new ChannelProgress(
                "guides",
                0,
                0,
                0,
                reached.getCardinality(),
                CUSTOMERS - reached.getCardinality(),
                0,
                0,
                0,
                0));
    assertThat(fixture.outbox.senderCounts(source))
        .isEqualTo(new SenderCounts(confirmed, CALLS - confirmed));
    assertThat(fixture.outbox.senders(source, true, Optional.empty(), 200))
        .hasSize(CALLS - confirmed)
        .allMatch(sender -> sender.confirmedAt().isEmpty());
    assertThat(fixture.outbox.senders(source, false, Optional.empty(), 200)).hasSize(CALLS);
    assertThat(
            fixture.outbox.reachedOverTime(source, 3).stream()
                .mapToLong(span -> span.reached())
                .sum())
        .isEqualTo(reached.getCardinality());
    assertThat(fixture.outbox.reachedOverTime(source, 3)).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void noMoreIsAskedPerMinuteThanTheChannelTakes() throws InterruptedException {
    var guides =
        new ConfirmingVendor("guides", fixture.clock, new Random(4), 0.2, Duration.ofDays(30));
    add("guides", 0, all());
    int rate = 5;
    var limited = new LimitedChannel(guides, rate);

    rounds(
        new Random(4),
        limited,
        () -> fixture.clock.instant().isAfter(START.plus(Duration.ofMinutes(30))));

    var begun = guides.inquiries.stream().sorted().toList();
    assertThat(begun).hasSizeGreaterThan(rate * 10);
    for (int i = rate; i < begun.size(); i++) {
      assertThat(Duration.between(begun.get(i - rate), begun.get(i)))
          .as("question %d", i)
          .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }
  }

  @Test
  void afterThirtyDaysNobodyIsAskedAnyMore() throws InterruptedException {
    var guides =
        new ConfirmingVendor("guides", fixture.clock, new Random(4), 0, Duration.ofDays(300));
    add("guides", 0, all());
    assertThat(fixture.sending(guides, database.transactions()).run()).isTrue();
    guides.tasks.values().forEach(task -> task.takenBackAt = START); // never confirmed

    fixture.clock.set(START.plus(Duration.ofDays(29)));
    assertThat(fixture.following(guides, database.transactions()).run()).isTrue();
    assertThat(fixture.outbox.isClosed(source, 0)).isFalse();
    fixture.clock.set(START.plus(Duration.ofDays(30)));
    assertThat(fixture.following(guides, database.transactions()).run()).isTrue();

    assertThat(fixture.outbox.isClosed(source, 0)).isTrue();
    assertThat(fixture.outbox.outcomes(source, 0).failed()).isEqualTo(all());
  }

  private boolean isConfirmed(ConfirmingVendor.Task task) {
    return task.isConfirmed(fixture.clock.instant());
  }

  private static RoaringBitmap all() {
    return RoaringBitmap.bitmapOfRange(1, CUSTOMERS + 1L);
  }

  private static RoaringBitmap whole(Outcomes outcomes) {
    return RoaringBitmap.or(
        outcomes.reached(),
        outcomes.pending(),
        outcomes.failed(),
        outcomes.unknown(),
        outcomes.cancelled());
  }

  /** Whom a vendor reached; checks that it was once. */
  private static RoaringBitmap customers(ConfirmingVendor vendor) {
    var customers = new RoaringBitmap();
    vendor
        .delivered()
        .forEach((customerNo, times) -> {
          assertThat(times).as("customer %d", customerNo).isEqualTo(1);
          customers.add(customerNo);
        });
    return customers;
  }

  private void add(String channel, int visit, RoaringBitmap customers) {
    var customerNos = IntStream.of(customers.toArray()).boxed().toList();
    List<NewDispatch> dispatches = new ArrayList<>();
    for (int from = 0; from < customerNos.size(); from += RECIPIENTS) {
      dispatches.add(
          new NewDispatch(
              channel,
              "guide" + from,
              MessagePurpose.MARKETING,
              false,
              MessageContent.ofText("您好"),
              customerNos.subList(from, Math.min(from + RECIPIENTS, customerNos.size())),
              visit,
              fixture.clock.instant()));
    }
    database.transactions().executeWithoutResult(_ -> fixture.outbox.add(source, dispatches));
  }

  private interface Until {
    boolean isDone();
  }

  /** Rounds of servers that die and start again. */
  private void rounds(Random random, Channel channel, Until until) throws InterruptedException {
    for (int round = 0; !until.isDone(); round++) {
      assertThat(round).as("rounds").isLessThan(ROUNDS_MAX);
      var transactions = new DyingTransactions(database.transactions(), random, 12);
      try {
        boolean busy = fixture.sending(channel, transactions).run();
        busy |= fixture.following(channel, transactions).run();
        if (!busy) {
          var now = fixture.clock.instant();
          int stepMax = now.isBefore(START.plus(EVENTFUL)) ? 4_000 : 120_000;
          fixture.clock.set(now.plusMillis(500 + random.nextInt(stepMax)));
        }
      } catch (MisbehavingVendor.Killed e) {
        fixture.clock.set(fixture.clock.instant().plusMillis(random.nextInt(2_000)));
      }
    }
  }
}
