package io.quanyu.know.history.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to the warehouse, it shows what the stream told, each fact once. */
class HistoryPropertyTests {

  private static final int STEPS = 20;

  @TempDir Path folder;

  private final MemoryLog log = new MemoryLog();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void showsEveryFactOnceUnderItsPresentCustomer(long seed) throws Exception {
    var random = new SplittableRandom(seed);
    var generated = new GeneratedHistory(random);
    var steps = new ArrayList<String>();
    var open = new OpenHistory(folder, log);
    try {
      for (int step = 0; step < STEPS; step++) {
        var what = random.nextInt(8);
        steps.add(String.valueOf(what));
        switch (what) {
          case 0, 1, 2 -> log.add(generated.next(random.nextInt(1, 60)));
          case 3, 4 -> open.catchUp();
          case 5 -> {
            open.sealing.seal();
            log.expire();
          }
          case 6 -> {
            open.close();
            open = new OpenHistory(folder, log);
          }
          default -> {
            open.close();
            Files.delete(folder.resolve("warehouse.duckdb"));
            open = new OpenHistory(folder, log);
          }
        }
      }
      open.catchUp();
      assertShows(open, generated, "seed " + seed + ", steps " + steps);
    } finally {
      open.close();
    }
  }

  /** A crash between the new list of files and the removal of the rows. */
  @Test
  void endsASealThatACrashInterrupted() throws Exception {
    var generated = new GeneratedHistory(new SplittableRandom(7));
    fill(generated, 5);
    var before = Files.readAllBytes(folder.resolve("warehouse.duckdb"));
    try (var open = new OpenHistory(folder, log)) {
      assertThat(open.sealing.seal()).isPositive();
      assertThat(open.count("hot_event")).isZero();
    }
    Files.write(folder.resolve("warehouse.duckdb"), before);

    try (var open = new OpenHistory(folder, log)) {
      assertThat(open.count("hot_event")).isZero();
      assertShows(open, generated, "after the crash");
    }
  }

  /** A crash between the files and the list that names them. */
  @Test
  void forgetsFilesThatNoListNames() throws Exception {
    var generated = new GeneratedHistory(new SplittableRandom(8));
    fill(generated, 5);
    var before = Files.readAllBytes(folder.resolve("warehouse.duckdb"));
    try (var open = new OpenHistory(folder, log)) {
      assertThat(open.sealing.seal()).isPositive();
    }
    Files.write(folder.resolve("warehouse.duckdb"), before);
    Files.delete(folder.resolve("history/sealed.json"));

    try (var open = new OpenHistory(folder, log)) {
      assertShows(open, generated, "after the crash");
      try (var files = Files.walk(folder)) {
        assertThat(files.filter(file -> file.toString().endsWith(".parquet"))).isEmpty();
      }
      assertThat(open.sealing.seal()).isPositive();
      assertShows(open, generated, "sealed again");
    }
  }

  @Test
  void answersTheSameWhenBuiltAnewFromFilesAndStream() throws Exception {
    var generated = new GeneratedHistory(new SplittableRandom(9));
    List<List<String>> before;
    try (var open = new OpenHistory(folder, log)) {
      for (int i = 0; i < 20; i++) {
        log.add(generated.next(100));
        open.catchUp();
        if (i % 7 == 6) {
          assertThat(open.sealing.seal()).isPositive();
          log.expire();
        }
      }
      before = allOf(open);
      assertThat(open.count("hot_event")).isPositive().isLessThan(open.count("customer_event"));
    }
    Files.write(folder.resolve("warehouse.duckdb"), new byte[5_000]);

    try (var anew = new OpenHistory(folder, log)) {
      anew.catchUp();
      assertThat(allOf(anew)).isEqualTo(before);
    }
  }

  private static List<List<String>> allOf(OpenHistory open) {
    return Stream.of("order_line", "sale_line", "customer_event").map(open::rows).toList();
  }

  private void fill(GeneratedHistory generated, int batches) {
    try (var open = new OpenHistory(folder, log)) {
      for (int i = 0; i < batches; i++) {
        log.add(generated.next(80));
      }
      open.catchUp();
    }
  }

  private static void assertShows(OpenHistory open, GeneratedHistory generated, String when)
      throws IOException {
    assertThat(GeneratedHistory.orderLinesOf(open, "order_line"))
        .as(when)
        .isEqualTo(generated.orderLines());
    assertThat(GeneratedHistory.orderLinesOf(open, "sale_line"))
        .as(when)
        .isEqualTo(generated.saleLines());
    assertThat(GeneratedHistory.eventsOf(open)).as(when).isEqualTo(generated.events());
  }
}
