package io.quanyu.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a bench was asked to run.
 *
 * @param isQuick at most a minute, on a tenth of the data or less
 * @param data where generated data is kept and found again by the next run
 * @param progress for people to read while waiting; results never go there
 */
public record BenchRun(boolean isQuick, Path data, PrintStream progress) {

  /** Tells what is being done now. */
  public void say(String format, Object... values) {
    progress.printf("bench: " + format + "%n", values);
  }

  /** A folder of the bench's own below {@link #data}, created if missing. */
  public Path folder(String name) throws IOException {
    return Files.createDirectories(data.resolve(name));
  }

  /** Milliseconds with fractions, from a difference of {@link System#nanoTime}. */
  public static double milliseconds(long nanos) {
    return nanos / (double) Duration.ofMillis(1).toNanos();
  }
}
