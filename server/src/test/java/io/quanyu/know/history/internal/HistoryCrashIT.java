package io.quanyu.know.history.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 while history is loaded and sealed, again and again: every fact is there once. */
class HistoryCrashIT {

  private static final long SEED = 20261122;
  private static final int ENTRIES = 200;
  private static final int RECORDS = 40;
  private static final int KILLS = 2;

  @TempDir Path folder;

  @Test
  void showsEveryFactOnceAfterEveryKill() throws Exception {
    var random = new SplittableRandom(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      // Somewhere within the next entries; then whatever the process is doing is cut off.
      killAfter(random.nextInt(3, 40), random.nextInt(30));
    }
    var generated = new GeneratedHistory(new SplittableRandom(SEED));
    try (var open = new OpenHistory(folder, stream(generated))) {
      assertThat(open.history.version()).isPositive();
      open.catchUp();
      var when = "seed " + SEED + ", " + KILLS + " kills";
      assertThat(GeneratedHistory.orderLinesOf(open, "order_line"))
          .as(when)
          .isEqualTo(generated.orderLines());
      assertThat(GeneratedHistory.eventsOf(open)).as(when).isEqualTo(generated.events());
    }
  }

  private void killAfter(int entries, int milliseconds) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx200m",
                "-Djava.io.tmpdir=" + folder.getParent(),
                "-cp",
                System.getProperty("java.class.path"),
                Loader.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var told =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < entries && told.readLine() != null; i++) {
        // each line is an entry taken in, or a seal
      }
      var _ = process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
      var _ = process.destroyForcibly().waitFor();
    }
  }

  private static MemoryLog stream(GeneratedHistory generated) {
    var log = new MemoryLog();
    for (int i = 0; i < ENTRIES; i++) {
      log.add(generated.next(RECORDS));
    }
    return log;
  }

  /** The process that is killed. */
  static final class Loader {
    private Loader() {}

    public static void main(String[] args) {
      var log = stream(new GeneratedHistory(new SplittableRandom(SEED)));
      try (var open = new OpenHistory(Path.of(args[0]), log)) {
        var loading = open.loading;
        while (loading.position() < ENTRIES) {
          loading.apply(log.read(loading.stream(), loading.position(), 1));
          System.out.println("entry " + loading.position());
          if (loading.position() % 9 == 0) {
            System.out.println("sealed " + open.sealing.seal());
          }
        }
      }
    }
  }
}
