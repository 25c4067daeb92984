package io.quanyu.reach.message.internal;

import io.quanyu.reach.channel.CallProgress;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.ChannelUnavailableException;
import io.quanyu.reach.message.internal.FollowingSql.Followed;
import io.quanyu.reach.message.internal.FollowingSql.Learned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Follows accepted calls of one channel until nothing more will be known of them: asks what came of
 * them, and takes back what is wanted back. A round may die after any step: asking and taking back
 * may both be repeated.
 */
final class FollowingDispatches {

  /*
   * A call is due at ask_at. Taking it moves ask_at on by a pause that doubles, so who dies delays a
   * call and does not lose it.
   *
   * Taking back: the vendor is told; then, after the time that it may take to show a confirmation
   * that came before, it is asked a last time. What is not confirmed then never will be: the call is
   * closed, and another channel may take over. What was confirmed is followed to its end.
   *
   * Vendors that tell by callbacks are not asked. Their calls are due once, when nothing is awaited
   * any more.
   */

  private static final Logger log = LoggerFactory.getLogger(FollowingDispatches.class);

  private static final Duration RATE_WINDOW = Duration.ofMinutes(1);
  private static final int CALLS_AT_ONCE = 16;
  private static final int CALLS_OF_CALLBACKS = 1_000;

  /** Between two questions, at first; then 4, 8 … s. */
  static final Duration PAUSE_MIN = Duration.ofSeconds(2);

  private static final Duration PAUSE_MAX = Duration.ofMinutes(10);

  /** No vendor tells of a message that is older. */
  static final Duration ASKED_FOR = Duration.ofDays(30);

  /** Operators try to deliver an SMS for 72 hours at most. */
  static final Duration CALLBACKS_FOR = Duration.ofDays(3);

  private final Channel channel;
  private final TransactionOperations transactions;
  private final FollowingSql sql;
  private final Clock clock;

  FollowingDispatches(
      Channel channel, TransactionOperations transactions, FollowingSql sql, Clock clock) {
    this.channel = channel;
    this.transactions = transactions;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * One round.
   *
   * @return whether the next one should follow at once
   */
  boolean run() throws InterruptedException {
    return switch (channel.features().receipts()) {
      case ASKING -> ask();
      case CALLBACK -> giveUp();
    };
  }

  /** What a look at one call brought. */
  private sealed interface Look {
    record Told(Followed followed, CallProgress progress) implements Look {}

    record TakenBack(Followed followed) implements Look {}

    /** The vendor could not be asked; it will be. */
    record Nothing() implements Look {}
  }

  private boolean ask() throws InterruptedException {
    var due = claim();
    if (due.isEmpty()) {
      return false;
    }
    var askedAt = clock.instant();
    List<Look> looks = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Look>> calls = new ArrayList<>();
      due.forEach(one -> calls.add(() -> look(one)));
      for (var look : threads.invokeAll(calls)) {
        looks.add(SendingDispatches.done(look));
      }
    }
    store(looks, askedAt);
    return true;
  }

  private List<Followed> claim() {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          sql.lock(channel.code());
          var now = clock.instant();
          int begun = sql.countInquiries(channel.code(), now.minus(RATE_WINDOW));
          int free = Math.min(CALLS_AT_ONCE, channel.terms().callsPerMinute() - begun);
          if (free <= 0) {
            return List.<Followed>of();
          }
          var taken = sql.claim(channel.code(), free, now, PAUSE_MIN, PAUSE_MAX);
          if (!taken.isEmpty()) {
            sql.insertInquiries(channel.code(), taken.size(), now);
          }
          return taken;
        }));
  }

  private Look look(Followed followed) {
    try {
      if (followed.isWantedBack() && channel.features().isRecallable()) {
        channel.recall(followed.call());
        return new Look.TakenBack(followed);
      }
      return new Look.Told(followed, channel.ask(followed.call()));
    } catch (ChannelUnavailableException e) {
      log.warn(
          "{} cannot be asked for {}: {}", channel.code(), followed.call().mark(), e.toString());
    } catch (RuntimeException e) {
      log.error("{} failed when asked for {}", channel.code(), followed.call().mark(), e);
    }
    return new Look.Nothing();
  }

  private void store(List<Look> looks, Instant askedAt) {
    List<Learned> learned = new ArrayList<>();
    List<Followed> takenBack = new ArrayList<>();
    for (var look : looks) {
      switch (look) {
        case Look.Told(var followed, var progress) ->
            learned.add(new Learned(followed, progress, isClosed(followed, progress, askedAt)));
        case Look.TakenBack(var followed) -> takenBack.add(followed);
        case Look.Nothing() -> {}
      }
    }
    transactions.executeWithoutResult(_ -> {
      var now = clock.instant();
      sql.learned(learned, now, now.plus(PAUSE_MIN));
      sql.recalled(takenBack, now, now.plus(channel.terms().shownAfter()));
    });
  }

  private boolean isClosed(Followed followed, CallProgress progress, Instant askedAt) {
    boolean isTakenBack =
        progress.confirmedAt().isEmpty()
            && !followed.isConfirmed()
            && isShown(followed.recalledAt(), askedAt);
    return progress.isFinal() || isTakenBack || isOver(followed, ASKED_FOR, askedAt);
  }

  /** Whether what happened before the call was taken back is shown by now. */
  private boolean isShown(Optional<Instant> recalledAt, Instant askedAt) {
    return recalledAt
        .map(at -> !askedAt.isBefore(at.plus(channel.terms().shownAfter())))
        .orElse(false);
  }

  private static boolean isOver(Followed followed, Duration awaited, Instant now) {
    return !now.isBefore(followed.call().acceptedAt().plus(awaited));
  }

  private boolean giveUp() {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          var now = clock.instant();
          var due = sql.claim(channel.code(), CALLS_OF_CALLBACKS, now, PAUSE_MIN, PAUSE_MAX);
          sql.close(due.stream().filter(one -> isOver(one, CALLBACKS_FOR, now)).toList(), now);
          sql.postpone(
              due.stream().filter(one -> !isOver(one, CALLBACKS_FOR, now)).toList(),
              one -> one.call().acceptedAt().plus(CALLBACKS_FOR));
          return !due.isEmpty();
        }));
  }
}
