package io.quanyu.know.history.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quanyu.platform.eventlog.ConsumerRunner;
import io.quanyu.platform.warehouse.RowReader;
import io.quanyu.platform.warehouse.TestWarehouse;
import io.quanyu.platform.warehouse.Warehouse;
import io.quanyu.platform.warehouse.WarehouseTransaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The worst moment for the warehouse's consumer: DuckDB has committed, and nobody has heard of it.
 * Whether the call fails there or the process ends, every fact is there once.
 */
class UnheardCommitIT {

  private static final long SEED = 7;
  private static final int ENTRIES = 40;
  private static final int RECORDS = 30;
  private static final int HALTED = 137;

  @TempDir Path folder;

  private final GeneratedHistory generated = new GeneratedHistory(new SplittableRandom(SEED));
  private final MemoryLog log = stream(generated);

  /** Does something after some commits, before their caller hears of them. */
  private record DeafWarehouse(Warehouse inner, Runnable afterCommit) implements Warehouse {
    @Override
    public <T> T write(Function<WarehouseTransaction, T> work) {
      var result = inner.write(work);
      afterCommit.run();
      return result;
    }

    @Override
    public <T> List<T> query(String sql, List<?> parameters, RowReader<T> reader) {
      return inner.query(sql, parameters, reader);
    }

    @Override
    public void queryInts(String sql, List<?> parameters, IntConsumer each) {
      inner.queryInts(sql, parameters, each);
    }

    @Override
    public long dataVersion() {
      return inner.dataVersion();
    }

    @Override
    public Path folder() {
      return inner.folder();
    }

    @Override
    public long export(String sql, Path file) {
      return inner.export(sql, file);
    }

    @Override
    public void prepare(Consumer<WarehouseTransaction> tables) {
      inner.prepare(tables);
    }
  }

  /** Counts commits; every third is the unlucky one. */
  private static final class EveryThird implements Runnable {
    private int commits;
    private int failures;

    @Override
    public void run() {
      if (++commits % 3 == 0) {
        failures++;
        throw new IllegalStateException("committed, but nobody was told");
      }
    }
  }

  @Test
  void aCommitThatLookedLikeAFailureIsNotDoneAgain() throws InterruptedException {
    var unlucky = new EveryThird();
    try (var warehouse = TestWarehouse.open(folder)) {
      var loading =
          new LoadingHistory(new HistoryTables(new DeafWarehouse(warehouse, unlucky)), log);
      loading.open();
      var runner = new ConsumerRunner(log, List.of(loading), new SimpleMeterRegistry());
      runner.start();
      try {
        assertThat(runner.awaitCaughtUp(loading.stream(), Duration.ofMinutes(2))).isTrue();
      } finally {
        runner.stop();
      }
    }
    assertThat(unlucky.failures).isPositive();
    assertEveryFactIsThereOnce();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aProcessThatEndsRightAfterItsCommitLosesAndRepeatsNothing(int commits) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx200m",
                "-Djava.io.tmpdir=" + folder.getParent(),
                "-cp",
                System.getProperty("java.class.path"),
                Halting.class.getName(),
                folder.toString(),
                String.valueOf(commits))
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isEqualTo(HALTED);

    try (var open = new OpenHistory(folder, log)) {
      assertThat(open.history.version())
          .as("what was committed is durable, heard of or not")
          .isEqualTo(Math.min(ENTRIES, (long) commits * open.loading.entriesMax()));
    }
    assertEveryFactIsThereOnce();
  }

  private void assertEveryFactIsThereOnce() {
    try (var open = new OpenHistory(folder, log)) {
      open.catchUp();
      assertThat(GeneratedHistory.orderLinesOf(open, "order_line"))
          .isEqualTo(generated.orderLines());
      assertThat(GeneratedHistory.eventsOf(open)).isEqualTo(generated.events());
    }
  }

  private static MemoryLog stream(GeneratedHistory generated) {
    var log = new MemoryLog();
    for (int i = 0; i < ENTRIES; i++) {
      log.add(generated.next(RECORDS));
    }
    return log;
  }

  /** The process that ends between its commit and the line after it. */
  static final class Halting {
    private Halting() {}

    public static void main(String[] args) {
      int[] left = {Integer.parseInt(args[1])};
      var log = stream(new GeneratedHistory(new SplittableRandom(SEED)));
      try (var warehouse = TestWarehouse.open(Path.of(args[0]))) {
        var deaf =
            new DeafWarehouse(
                warehouse,
                () -> {
                  if (--left[0] == 0) {
                    Runtime.getRuntime().halt(HALTED);
                  }
                });
        var loading = new LoadingHistory(new HistoryTables(deaf), log);
        loading.open();
        while (!loading.isCaughtUp()) {
          loading.apply(log.read(loading.stream(), loading.position(), loading.entriesMax()));
        }
      }
    }
  }
}
