package io.quanyu.know.history.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.know.history.BehaviourEvent;
import io.quanyu.know.history.History;
import io.quanyu.know.history.MovedAccount;
import io.quanyu.know.history.PastEvent;
import io.quanyu.know.history.ResolvedBatch;
import io.quanyu.platform.storage.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTests {

  private static final UUID FILE = new UUID(0, 1);

  @TempDir Path folder;

  private final MemoryLog log = new MemoryLog();

  @Test
  void pagesACustomersEventsLatestFirst() {
    try (var open = new OpenHistory(folder, log)) {
      var events = new ArrayList<BehaviourEvent>();
      for (int i = 0; i < 10; i++) {
        events.add(event(i, 7, OpenHistory.NOW.minusSeconds(i / 3))); // three at a time
        events.add(event(100 + i, 8, OpenHistory.NOW));
      }
      log.add(new ResolvedBatch(List.of(), List.of(), events));
      open.catchUp();

      var pages = new ArrayList<Long>();
      var last = Optional.<PastEvent>empty();
      while (true) {
        var page = open.history.eventsOf(7, last.map(PastEvent::place), 4);
        if (page.isEmpty()) {
          break;
        }
        page.forEach(event -> pages.add(event.lineNo()));
        last = Optional.of(page.getLast());
      }
      assertThat(pages).containsExactly(2L, 1L, 0L, 5L, 4L, 3L, 8L, 7L, 6L, 9L);
      assertThat(last.orElseThrow())
          .isEqualTo(
              new PastEvent(
                  "page_view",
                  "app",
                  OpenHistory.NOW.minusSeconds(3),
                  Map.of("sku", "A"),
                  FILE,
                  9));
    }
  }

  @Test
  void refusesALimitThatIsTooLarge() {
    try (var open = new OpenHistory(folder, log)) {
      assertThatThrownBy(() -> open.history.eventsOf(1, Optional.empty(), History.EVENTS_MAX + 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void countsEntriesAsItsVersion() {
    try (var open = new OpenHistory(folder, log)) {
      assertThat(open.history.version()).isZero();
      log.add(batch(1));
      log.add(batch(2));
      assertThat(open.history.isCaughtUp()).isFalse();
      open.catchUp();
      assertThat(open.history.version()).isEqualTo(2);
      assertThat(open.history.isCaughtUp()).isTrue();
    }
    try (var open = new OpenHistory(folder, log)) {
      assertThat(open.history.version()).isEqualTo(2);
    }
  }

  @Test
  void waitsUntilTheWarehouseHasWhatWasCommitted() throws Exception {
    try (var open = new OpenHistory(folder, log);
        var waiters = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(open.history.awaitCaughtUp(Duration.ZERO)).isTrue();
      log.add(batch(1));
      assertThat(open.history.awaitCaughtUp(Duration.ofMillis(1))).isFalse();
      var waiting = waiters.submit(() -> open.history.awaitCaughtUp(Duration.ofMinutes(1)));
      open.catchUp();
      assertThat(waiting.get()).isTrue();
    }
  }

  @Test
  void takesAnEntryInOnceEvenIfItIsOfferedAgain() {
    try (var open = new OpenHistory(folder, log)) {
      log.add(batch(1));
      log.add(batch(2));
      var entries = log.read(open.loading.stream(), 0, 2);
      open.loading.apply(entries.subList(0, 1));
      open.loading.apply(entries);
      open.loading.apply(entries.subList(0, 1));
      assertThat(open.count("customer_event")).isEqualTo(2);
      assertThat(open.history.version()).isEqualTo(2);
    }
  }

  @Test
  void letsTheLogDropOnlyWhatIsSealed() {
    try (var open = new OpenHistory(folder, log)) {
      log.add(batch(1));
      open.catchUp();
      assertThat(log.noted()).isZero();
      assertThat(open.sealing.seal()).isEqualTo(1);
      assertThat(log.noted()).isEqualTo(1);
      assertThat(open.sealing.seal()).isZero();
    }
  }

  @Test
  void leavesViewsWithoutAJoinUntilAnAccountMoves() {
    try (var open = new OpenHistory(folder, log)) {
      log.add(batch(1));
      open.catchUp();
      assertThat(viewText(open)).doesNotContain("account_customer");
      log.add(new ResolvedBatch(List.of(new MovedAccount(7, 70)), List.of(), List.of()));
      open.catchUp();
      assertThat(viewText(open)).contains("account_customer");
      assertThat(open.history.eventsOf(70, Optional.empty(), 10)).hasSize(1);
      assertThat(open.history.eventsOf(7, Optional.empty(), 10)).isEmpty();
    }
  }

  private static String viewText(OpenHistory open) {
    return open.warehouse
        .query(
            "select sql from duckdb_views() where view_name = 'customer_event'",
            List.of(),
            row -> String.valueOf(row.text(1)))
        .getFirst();
  }

  @Test
  void doesNotStartOnTheWarehouseOfAnotherDatabase() {
    try (var open = new OpenHistory(folder, log)) {
      log.add(batch(1));
      open.catchUp();
    }
    assertThatThrownBy(() -> new OpenHistory(folder, new MemoryLog()))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("another database");
  }

  @Test
  void doesNotStartWithAHoleInHistory() throws Exception {
    try (var open = new OpenHistory(folder, log)) {
      log.add(batch(1));
      open.catchUp();
      assertThat(open.sealing.seal()).isEqualTo(1);
      log.expire();
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        Files.delete(file);
      }
    }
    assertThatThrownBy(() -> new OpenHistory(folder, log))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("missing");
    Files.delete(folder.resolve("history/sealed.json"));
    Files.delete(folder.resolve("warehouse.duckdb"));
    assertThatThrownBy(() -> new OpenHistory(folder, log))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("misses history");
  }

  @Test
  void sealsRecentDaysAndOlderMonths() {
    try (var open = new OpenHistory(folder, log)) {
      log.add(
          new ResolvedBatch(
              List.of(),
              List.of(),
              List.of(
                  event(1, 7, Instant.parse("2026-11-21T23:59:59.999Z")),
                  event(2, 7, Instant.parse("2026-11-22T00:00:00Z")),
                  event(3, 7, Instant.parse("2026-08-22T00:00:00Z")), // first of the recent days
                  event(4, 7, Instant.parse("2026-08-21T23:59:59Z")),
                  event(5, 7, Instant.parse("2026-08-01T00:00:00Z")),
                  event(6, 7, Instant.parse("2025-02-28T12:00:00Z")))));
      open.catchUp();
      assertThat(open.sealing.seal()).isEqualTo(6);
      assertThat(open.tables.folder().read().files())
          .extracting(SealedHistory.SealedFile::path)
          .containsExactlyInAnyOrder(
              "event/2025-02.0-1.parquet",
              "event/2026-08.0-1.parquet",
              "event/2026-08-22.0-1.parquet",
              "event/2026-11-21.0-1.parquet",
              "event/2026-11-22.0-1.parquet");
      assertThat(open.count("customer_event")).isEqualTo(6);
    }
  }

  @Test
  void movesTheFolderToAnotherPlace() throws Exception {
    var generated = new GeneratedHistory(new SplittableRandom(3));
    var first = Files.createDirectory(folder.resolve("first"));
    try (var open = new OpenHistory(first, log)) {
      log.add(generated.next(50));
      open.catchUp();
      assertThat(open.sealing.seal()).isEqualTo(50);
    }
    var second = folder.resolve("it's second");
    Files.move(first, second);
    try (var open = new OpenHistory(second, log)) {
      assertThat(GeneratedHistory.eventsOf(open)).isEqualTo(generated.events());
    }
  }

  private static ResolvedBatch batch(long lineNo) {
    return new ResolvedBatch(List.of(), List.of(), List.of(event(lineNo, 7, OpenHistory.NOW)));
  }

  private static BehaviourEvent event(long lineNo, int who, Instant at) {
    return new BehaviourEvent(FILE, lineNo, who, who, "app", "page_view", at, Map.of("sku", "A"));
  }
}
