package io.quanyu.reach.broadcast.internal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Moves broadcasts on while the server runs: one thread a server. */
@Component
final class RunningBroadcasts implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunningBroadcasts.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

  private final AdvancingBroadcasts advancing;
  private final Semaphore stopped = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  RunningBroadcasts(AdvancingBroadcasts advancing) {
    this.advancing = advancing;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("broadcasts").start(this::run);
  }

  /** Lets the step that is under way end. */
  @Override
  public void stop() {
    running = false;
    stopped.release();
    var last = thread;
    if (last == null) {
      return;
    }
    try {
      last.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    try {
      while (running) {
        Duration pause;
        try {
          pause = advancing.advance() ? Duration.ZERO : POLL;
        } catch (RuntimeException e) {
          log.warn("broadcasts pause: {}", e.toString());
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
