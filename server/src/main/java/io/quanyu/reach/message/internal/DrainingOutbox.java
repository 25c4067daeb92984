package io.quanyu.reach.message.internal;

import io.quanyu.reach.channel.Channel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends what is in the outbox while the server runs, and follows it: two threads a channel. A
 * channel that is not set up rests.
 */
final class DrainingOutbox implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DrainingOutbox.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

  private final Channels channels;
  private final TransactionOperations transactions;
  private final SendingSql sending;
  private final FollowingSql following;
  private final KeepingDoor door;
  private final Clock clock;
  private final Semaphore stopped = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  DrainingOutbox(
      Channels channels,
      TransactionOperations transactions,
      SendingSql sending,
      FollowingSql following,
      KeepingDoor door,
      Clock clock) {
    this.channels = channels;
    this.transactions = transactions;
    this.sending = sending;
    this.following = following;
    this.door = door;
    this.clock = clock;
  }

  /** One thing after the other, again and again. */
  @FunctionalInterface
  private interface Rounds {

    /** One round; whether the next one should follow at once. */
    boolean run() throws InterruptedException;
  }

  @Override
  public void start() {
    running = true;
    for (var channel : channels.list()) {
      start(
          "outbox-",
          channel,
          new SendingDispatches(channel, transactions, sending, door, clock)::run);
      start(
          "receipts-",
          channel,
          new FollowingDispatches(channel, transactions, following, clock)::run);
    }
  }

  private void start(String name, Channel channel, Rounds rounds) {
    threads.add(
        Thread.ofPlatform().name(name + channel.code()).start(() -> repeat(channel, rounds)));
  }

  /** Lets calls that are under way end and their answers be stored. */
  @Override
  public void stop() {
    running = false;
    stopped.release(threads.size());
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void repeat(Channel channel, Rounds rounds) {
    try {
      while (running) {
        var pause = Duration.ZERO;
        try {
          pause = channel.isSetUp() && rounds.run() ? Duration.ZERO : POLL;
        } catch (RuntimeException e) {
          log.warn("{} pauses: {}", channel.code(), e.toString());
          pause = PAUSE_AFTER_FAILURE;
        }
        if (!pause.isZero() && stopped.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
