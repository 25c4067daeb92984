package io.quanyu.demo;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for what goes on beside the demo's steps, here or in the server. */
final class Background {

  private static final Duration TELL_EVERY = Duration.ofMillis(100);

  private Background() {}

  /**
   * Waits a moment before asking again.
   *
   * @throws DemoFailure if interrupted
   */
  static void pause(Duration moment) {
    try {
      Thread.sleep(moment);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted", e);
    }
  }

  /**
   * What comes of {@code work}.
   *
   * @param tell called now and then while it is not done
   * @throws DemoFailure if the work failed so
   */
  static <T> T await(Future<T> work, Runnable tell) {
    while (true) {
      try {
        return work.get(TELL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        tell.run();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof DemoFailure failure) {
          throw new DemoFailure(String.valueOf(failure.getMessage()), failure);
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DemoFailure("interrupted", e);
      }
    }
  }
}
