package io.quanyu.reach.message.internal;

import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.ChannelUnavailableException;
import io.quanyu.reach.channel.Redelivery;
import io.quanyu.reach.message.internal.SendingSql.Claimed;
import io.quanyu.reach.message.internal.SendingSql.Settled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends what is in the outbox for one channel, round after round. A round may die after any step;
 * the next one, here or on another server, finds what it left (ADR 0009).
 */
final class SendingDispatches {

  /*
   * 1. Calls that somebody began and never ended: asked for, made again, or given up, as the channel
   *    allows.
   * 2. Due calls are taken, no more than the rate leaves: committed as SENDING with a lease.
   *    Recipients who opted out since they were written are left out in the same transaction.
   * 3. They are made, all at once.
   * 4. Their answers are stored, all at once.
   */

  private static final Logger log = LoggerFactory.getLogger(SendingDispatches.class);

  private static final Duration RATE_WINDOW = Duration.ofMinutes(1);
  private static final int CALLS_AT_ONCE = 16;

  private static final Duration FIRST_ASK_AFTER = Duration.ofSeconds(2);

  /** A call whose answer was lost is looked after again after 1, 2, 4 … s. */
  private static final int PAUSE_DOUBLINGS_MAX = 8;

  private final Channel channel;
  private final TransactionOperations transactions;
  private final SendingSql sql;
  private final KeepingDoor door;
  private final Clock clock;

  SendingDispatches(
      Channel channel,
      TransactionOperations transactions,
      SendingSql sql,
      KeepingDoor door,
      Clock clock) {
    this.channel = channel;
    this.transactions = transactions;
    this.sql = sql;
    this.door = door;
    this.clock = clock;
  }

  /**
   * One round.
   *
   * @return whether the next one should follow at once
   */
  boolean run() throws InterruptedException {
    var redelivery = channel.terms().redelivery();
    if (redelivery == Redelivery.LOOK_UP) {
      lookUpUnanswered();
    } else if (redelivery == Redelivery.NONE) {
      forsakeUnanswered();
    }
    var claimed = claim();
    if (claimed.isEmpty()) {
      return false;
    }
    store(sendAll(claimed));
    return true;
  }

  private List<Claimed> claim() {
    var claimed =
        transactions.execute(_ -> {
          sql.lock(channel.code());
          var now = clock.instant();
          int started = sql.countStarted(channel.code(), now.minus(RATE_WINDOW));
          int free = Math.min(callsAtOnce(), channel.terms().callsPerMinute() - started);
          if (free <= 0) {
            return List.<Claimed>of();
          }
          List<Claimed> taken = new ArrayList<>();
          if (channel.terms().redelivery() == Redelivery.IDEMPOTENT) {
            taken.addAll(sql.claimOverdue(channel.code(), free, now, lease(now)));
          }
          if (taken.size() < free) {
            int room = free - taken.size();
            boolean isQuiet = door.isQuiet(now);
            taken.addAll(
                door.check(
                    channel, sql.claimDue(channel.code(), isQuiet, room, now, lease(now)), now));
          }
          return taken;
        });
    return Objects.requireNonNull(claimed);
  }

  /** Where nobody can be asked, all calls that a killed server was making are unknown for good. */
  private int callsAtOnce() {
    return channel.terms().redelivery() == Redelivery.NONE ? 1 : CALLS_AT_ONCE;
  }

  /** Twice the longest call: half of it to get to the call, the other half for the call. */
  private Instant lease(Instant now) {
    return now.plus(channel.terms().callMax().multipliedBy(2));
  }

  private List<Settled<CallAnswer>> sendAll(List<Claimed> claimed) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Settled<CallAnswer>>> calls = new ArrayList<>();
      claimed.forEach(one -> calls.add(() -> new Settled<>(one, send(one))));
      List<Settled<CallAnswer>> answers = new ArrayList<>();
      for (var answer : threads.invokeAll(calls)) {
        answers.add(done(answer));
      }
      return answers;
    }
  }

  private CallAnswer send(Claimed claimed) {
    if (clock.instant().plus(channel.terms().callMax()).isAfter(claimed.leaseUntil())) {
      // This server stood still; another one may be at it when the call would be under way.
      return new CallAnswer.NotNow(Duration.ZERO, "too late for its lease");
    }
    try {
      return channel.send(claimed.call());
    } catch (RuntimeException e) {
      log.error("{} failed at call {}", channel.code(), claimed.call().mark(), e);
      return new CallAnswer.Lost(e.toString());
    }
  }

  static <T> T done(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private void store(List<Settled<CallAnswer>> answers) {
    var now = clock.instant();
    transactions.executeWithoutResult(_ -> {
      sql.accept(
          channel.code(), only(answers, CallAnswer.Accepted.class), now.plus(FIRST_ASK_AFTER), now);
      sql.end(only(answers, CallAnswer.Refused.class), now);
      var notNow = only(answers, CallAnswer.NotNow.class);
      sql.putBack(without(notNow, true), CallAnswer.NotNow::pause, now);
      // The vendor did nothing now; what an earlier attempt did is still not known.
      sql.wait(without(notNow, false), one -> now.plus(one.answer().pause()), now);
      sql.forsake(only(answers, CallAnswer.Unknown.class), now);
      sql.wait(only(answers, CallAnswer.Lost.class), lost -> now.plus(pause(lost.claimed())), now);
    });
  }

  private static <A extends CallAnswer> List<Settled<A>> only(
      List<Settled<CallAnswer>> answers, Class<A> kind) {
    return answers.stream()
        .filter(one -> kind.isInstance(one.answer()))
        .map(one -> new Settled<>(one.claimed(), kind.cast(one.answer())))
        .toList();
  }

  private static <A> List<Settled<A>> without(List<Settled<A>> settled, boolean isOpen) {
    return settled.stream().filter(one -> one.claimed().isOpen() != isOpen).toList();
  }

  private static Duration pause(Claimed claimed) {
    return Duration.ofSeconds(1L << Math.min(claimed.attemptNo() - 1, PAUSE_DOUBLINGS_MAX));
  }

  /** Asks the vendor for calls whose answer never came, and has those made again that it lacks. */
  private void lookUpUnanswered() {
    var claimed =
        Objects.requireNonNull(
            transactions.execute(_ -> {
              var now = clock.instant();
              return sql.claimUnanswered(channel.code(), CALLS_AT_ONCE, now, lease(now));
            }));
    if (claimed.isEmpty()) {
      return;
    }
    Map<String, String> found;
    var askedAt = clock.instant();
    try {
      found = channel.lookUp(claimed.stream().map(Claimed::call).toList());
    } catch (ChannelUnavailableException e) {
      log.warn("{} cannot be asked for {} calls: {}", channel.code(), claimed.size(), e.toString());
      return; // their lease ends again
    }
    List<Settled<CallAnswer.Accepted>> accepted = new ArrayList<>();
    List<Settled<Boolean>> absent = new ArrayList<>();
    List<Settled<Boolean>> notShownYet = new ArrayList<>();
    for (var one : claimed) {
      var vendorId = found.get(one.call().mark());
      if (vendorId != null) {
        accepted.add(new Settled<>(one, new CallAnswer.Accepted(vendorId, Map.of())));
      } else if (askedAt.isBefore(shownAt(one))) {
        notShownYet.add(new Settled<>(one, false));
      } else {
        absent.add(new Settled<>(one, false));
      }
    }
    var now = clock.instant();
    transactions.executeWithoutResult(_ -> {
      sql.accept(channel.code(), accepted, now.plus(FIRST_ASK_AFTER), now);
      sql.putBack(absent, _ -> Duration.ZERO, now);
      sql.wait(notShownYet, one -> shownAt(one.claimed()), now);
    });
  }

  /** When the vendor shows a call for sure, if it has it. */
  private Instant shownAt(Claimed claimed) {
    var terms = channel.terms();
    return claimed
        .call()
        .startedAt()
        .plus(terms.callMax().multipliedBy(2))
        .plus(terms.shownAfter());
  }

  private void forsakeUnanswered() {
    int forsaken =
        Objects.requireNonNull(
            transactions.execute(_ ->
                sql.forsake(
                    channel.code(),
                    clock.instant(),
                    "the answer was lost, and " + channel.code() + " cannot be asked")));
    if (forsaken > 0) {
      log.warn("{}: nobody knows whether {} calls were sent", channel.code(), forsaken);
    }
  }
}
