package io.quanyu.platform.eventlog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the consumers, each on a virtual thread of its own, so that a slow or failing one delays no
 * other.
 *
 * <p>An append of this JVM wakes them at once; those of other nodes are found by asking every
 * {@link #POLL} (one row by its key). NOTIFY is not used: it takes a lock over all commits of the
 * database. A consumer that fails is tried again from its position, at growing intervals, for ever.
 */
public final class ConsumerRunner implements SmartLifecycle {

  private static final Logger logger = LoggerFactory.getLogger(ConsumerRunner.class);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration BACK_OFF_MIN = Duration.ofMillis(200);
  private static final Duration BACK_OFF_MAX = Duration.ofSeconds(30);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

  private final EventLog log;
  private final List<Loop> loops;
  private volatile boolean running;

  public ConsumerRunner(EventLog log, List<StreamConsumer> consumers, MeterRegistry metrics) {
    this.log = log;
    this.loops = consumers.stream().map(Loop::new).toList();
    loops.forEach(loop -> loop.register(metrics));
  }

  @Override
  public void start() {
    running = true;
    loops.forEach(Loop::start);
  }

  @Override
  public void stop() {
    running = false;
    loops.forEach(Loop::wake);
    loops.forEach(Loop::join);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Tells the stream's consumers that there is something to read. */
  public void wake(String stream) {
    for (var loop : loops) {
      if (loop.consumer.stream().equals(stream)) {
        loop.wake();
      }
    }
  }

  /**
   * Waits until every consumer of a stream has taken into effect what was appended before the call.
   *
   * @return whether they did within {@code timeout}
   */
  public boolean awaitCaughtUp(String stream, Duration timeout) throws InterruptedException {
    var end = log.end(stream);
    var deadline = System.nanoTime() + timeout.toNanos();
    for (var loop : loops) {
      if (loop.consumer.stream().equals(stream) && !loop.awaitPosition(end, deadline)) {
        return false;
      }
    }
    return true;
  }

  /** One consumer's thread. */
  private final class Loop {
    private final StreamConsumer consumer;
    private final AtomicLong position = new AtomicLong();
    private final Semaphore appended = new Semaphore(0);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});

    Loop(StreamConsumer consumer) {
      this.consumer = consumer;
    }

    void register(MeterRegistry metrics) {
      Gauge.builder("quanyu.eventlog.lag", () -> log.end(consumer.stream()) - position.get())
          .description("entries appended and not yet taken into effect")
          .tag("consumer", consumer.name())
          .tag("stream", consumer.stream())
          .register(metrics);
    }

    void start() {
      thread = Thread.ofVirtual().name("consumer-" + consumer.name()).start(this::run);
    }

    void wake() {
      appended.release();
    }

    void join() {
      try {
        if (!thread.join(STOP_TIMEOUT)) {
          logger.warn("consumer {} does not stop; its transaction rolls back", consumer.name());
          thread.interrupt();
          thread.join(STOP_TIMEOUT);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void run() {
      var backOff = BACK_OFF_MIN;
      while (running) {
        try {
          var isMore = step();
          backOff = BACK_OFF_MIN;
          if (!isMore) {
            pause(POLL);
          }
        } catch (PositionMovedException e) {
          logger.debug("another node took the entries", e);
        } catch (RuntimeException e) {
          if (running) {
            logger.error("consumer {} failed; next try in {}", consumer.name(), backOff, e);
            var jitter = ThreadLocalRandom.current().nextDouble(0.5, 1);
            pause(Duration.ofMillis((long) (backOff.toMillis() * jitter)));
            backOff = min(backOff.multipliedBy(2), BACK_OFF_MAX);
          }
        }
      }
    }

    private boolean step() {
      var from = consumer.position();
      setPosition(from);
      if (log.end(consumer.stream()) <= from) {
        return false;
      }
      var entries = log.read(consumer.stream(), from, consumer.entriesMax());
      if (entries.isEmpty()) {
        return false;
      }
      consumer.apply(entries);
      setPosition(entries.getLast().offset() + 1);
      return true;
    }

    private void setPosition(long next) {
      lock.lock();
      try {
        position.set(next);
        moved.signalAll();
      } finally {
        lock.unlock();
      }
    }

    boolean awaitPosition(long end, long deadlineNanos) throws InterruptedException {
      lock.lock();
      try {
        while (position.get() < end) {
          if (moved.awaitNanos(deadlineNanos - System.nanoTime()) <= 0) {
            return position.get() >= end;
          }
        }
        return true;
      } finally {
        lock.unlock();
      }
    }

    private void pause(Duration longest) {
      try {
        if (appended.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
          appended.drainPermits(); // one look finds all that was appended before it
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
