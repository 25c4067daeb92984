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

/** Sends what is in the outbox while the server runs: one thread a channel. */
final class DrainingOutbox implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DrainingOutbox.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

  private final List<Channel> channels;
  private final TransactionOperations transactions;
  private final SendingSql sql;
  private final Clock clock;
  private final Semaphore stopped = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  DrainingOutbox(
      List<Channel> channels, TransactionOperations transactions, SendingSql sql, Clock clock) {
    this.channels = List.copyOf(channels);
    this.transactions = transactions;
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
    for (var channel : channels) {
      var sending = new SendingDispatches(channel, transactions, sql, clock);
      threads.add(
          Thread.ofPlatform()
              .name("outbox-" + channel.code())
              .start(() -> drain(channel, sending)));
    }
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

  private void drain(Channel channel, SendingDispatches sending) {
    try {
      while (running) {
        var pause = Duration.ZERO;
        try {
          pause = sending.run() ? Duration.ZERO : POLL;
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
