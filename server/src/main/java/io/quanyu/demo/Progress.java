package io.quanyu.demo;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells a person how far the demo is: one line that is rewritten on a terminal; elsewhere a line
 * when a step begins to take long and when it is done.
 */
final class Progress {

  private static final long REWRITE_MS = 100;
  private static final long REPEAT_MS = 10_000;

  private final PrintStream out;
  private final boolean terminal;
  private String step = "";
  private long startedMs;
  private long toldMs;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void begin(String name) {
    step = name;
    startedMs = nowMs();
    toldMs = terminal ? 0 : startedMs;
  }

  /**
   * @param done 0 to 1
   * @param detail what a person may like to see, e.g. rows so far; may be empty
   */
  void tell(double done, String detail) {
    tell(String.format(Locale.ROOT, "%.0f %% %s", done * 100, detail));
  }

  /**
   * @param state of a step whose end nobody can foresee; may be empty
   */
  void tell(String state) {
    long now = nowMs();
    if (now - toldMs < (terminal ? REWRITE_MS : REPEAT_MS)) {
      return;
    }
    toldMs = now;
    String line = "  " + step + " … " + state;
    out.print(terminal ? "\r\033[K" + line : line + System.lineSeparator());
    out.flush();
  }

  void end(String result) {
    String line =
        String.format(Locale.ROOT, "  %s: %s (%.1f s)", step, result, (nowMs() - startedMs) / 1e3);
    out.println(terminal ? "\r\033[K" + line : line);
    out.flush();
  }

  void fail(String message) {
    out.println(terminal ? "\r\033[K" + message : message);
    out.flush();
  }

  private static long nowMs() {
    return System.nanoTime() / 1_000_000;
  }
}
