package io.quanyu.platform.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.platform.warehouse.internal.DuckDbWarehouse;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

class DuckDbWarehouseIT {

  private static final String SLOW =
      "select count(*) from range(1000000000000) t(i) where i % 7 = 3";
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00.123456Z");

  @TempDir Path folder;
  private DuckDbWarehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = TestWarehouse.open(folder);
    warehouse.prepare(t ->
        t.execute(
            "create table if not exists thing (id uuid, n integer default 7, big bigint,"
                + " amount decimal(18, 4), happened_at timestamp, name text, flag boolean,"
                + " properties map(varchar, varchar))"));
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void readsBackWhatItAppended() {
    var id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    var columns = List.of("id", "big", "amount", "happened_at", "name", "properties", "flag");
    long added =
        warehouse.write(t ->
            t.append(
                "thing",
                columns,
                rows -> {
                  rows.add(
                      id,
                      1L << 40,
                      new BigDecimal("-1.5000"),
                      NOON,
                      "it's 全域",
                      Map.of("a", "b"),
                      true);
                  rows.add(null, null, null, null, null, null, null);
                }));

    assertThat(added).isEqualTo(2);
    var read =
        warehouse.query(
            "select id, n, big, amount, happened_at, name, properties from thing where id = ?"
                + " and happened_at = ? and name = ? and big = ? and amount = ? and flag = ?",
            List.of(id, NOON, "it's 全域", 1L << 40, new BigDecimal("-1.5"), true),
            row ->
                List.of(
                    row.uuid(1),
                    row.integer(2),
                    row.number(3),
                    row.decimal(4),
                    row.moment(5),
                    String.valueOf(row.text(6)),
                    row.map(7)));
    assertThat(read)
        .containsExactly(
            List.of(id, 7, 1L << 40, new BigDecimal("-1.5000"), NOON, "it's 全域", Map.of("a", "b")));
    assertThat(
            warehouse.query(
                "select n, name from thing where id is null",
                List.of(),
                row -> row.isNull(2) && row.text(2) == null && !row.isNull(1)))
        .containsExactly(true);
  }

  @Test
  void readsListsOfText() {
    assertThat(warehouse.query("select ['a', 'b']", List.of(), row -> row.texts(1)))
        .containsExactly(List.of("a", "b"));
  }

  @Test
  void rollsBackRowsThatWereAppendedBeforeAnyStatement() {
    var before = warehouse.dataVersion();
    assertThatThrownBy(() ->
            warehouse.write(t -> {
              var _ = t.append("thing", List.of("n"), rows -> rows.add(1));
              throw new IllegalStateException("stop");
            }))
        .hasMessage("stop");

    assertThat(count()).isZero();
    assertThat(warehouse.dataVersion()).isEqualTo(before);
  }

  @Test
  void worksOnAfterErrors() {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> warehouse.query("select nothing", List.of(), row -> row.number(1)))
          .isInstanceOfSatisfying(
              WarehouseException.class,
              e -> assertThat(e.reason()).isEqualTo(WarehouseException.Reason.FAILED));
      assertThatThrownBy(() -> warehouse.write(t -> t.execute("insert into nowhere values (1)")))
          .isInstanceOf(WarehouseException.class);
    }
    add(3);
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void needsNoMoreMemoryThanAllowed() {
    assertThatThrownBy(() ->
            warehouse.query(
                "select list(i) from range(1000000000) t(i)", List.of(), row -> row.isNull(1)))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.reason()).isEqualTo(WarehouseException.Reason.FAILED));
    add(1);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void changesTheVersionWithEachCommit() {
    var before = warehouse.dataVersion();
    add(1);
    assertThat(warehouse.dataVersion()).isEqualTo(before + 1);
    assertThat(count()).isEqualTo(1);
    assertThat(warehouse.dataVersion()).isEqualTo(before + 1);
  }

  @Test
  void streamsNumbers() {
    var numbers = new RoaringBitmap();
    warehouse.queryInts("select i::integer from range(?) t(i)", List.of(1_000_000), numbers::add);
    assertThat(numbers).isEqualTo(RoaringBitmap.bitmapOfRange(0, 1_000_000));
  }

  @Test
  void stopsAQuestionThatTakesTooLong() {
    warehouse.close();
    warehouse = TestWarehouse.open(folder, Duration.ofSeconds(1), 4);
    assertThatThrownBy(() -> warehouse.query(SLOW, List.of(), row -> row.number(1)))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.reason()).isEqualTo(WarehouseException.Reason.TIMEOUT));
    assertThat(count()).isZero();
  }

  @Test
  void stopsAQuestionWhoseCallerIsInterrupted() throws Exception {
    var asking = new CountDownLatch(1);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answer =
          callers.submit(() -> {
            asking.countDown();
            return warehouse.query(SLOW, List.of(), row -> row.number(1));
          });
      asking.await();
      assertThat(answer.cancel(true)).isTrue();
    }
    assertThat(count()).isZero(); // and not after half a minute
  }

  @Test
  void refusesWhenTooManyWait() {
    warehouse.close();
    warehouse = TestWarehouse.open(folder, Duration.ofSeconds(2), 1);
    warehouse.awaitOpen();
    var reasons = new ArrayList<WarehouseException.Reason>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<?>>();
      for (int i = 0; i < 6; i++) {
        answers.add(callers.submit(() -> warehouse.query(SLOW, List.of(), row -> row.number(1))));
      }
      for (var answer : answers) {
        assertThatThrownBy(answer::get)
            .cause()
            .isInstanceOfSatisfying(WarehouseException.class, e -> reasons.add(e.reason()));
      }
    }
    assertThat(reasons).filteredOn(WarehouseException.Reason.BUSY::equals).hasSize(3);
    assertThat(reasons).filteredOn(WarehouseException.Reason.TIMEOUT::equals).hasSize(3);
  }

  @Test
  void reachesOnlyItsOwnFolder() throws Exception {
    var outside = Files.createTempFile("outside", ".csv");
    for (var sql :
        List.of(
            "select * from read_csv('" + outside + "')",
            "select * from '/etc/passwd'",
            "copy (select 1) to '" + outside + "'",
            "attach '" + outside + ".duckdb' as other",
            "set enable_external_access = true",
            "set memory_limit = '10GB'",
            "install httpfs")) {
      assertThatThrownBy(() -> warehouse.query(sql, List.of(), row -> 1))
          .as(sql)
          .isInstanceOf(WarehouseException.class);
    }
    assertThat(Files.size(outside)).isZero();
    Files.delete(outside);
    assertThatThrownBy(() -> warehouse.export("select 1", outside))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void exportsParquetThatItCanRead() {
    add(1000);
    var file = folder.resolve("history").resolve("it's.parquet");
    assertThat(warehouse.export("select * from thing order by n", file)).isEqualTo(1000);
    assertThat(file).exists();
    assertThat(
            warehouse.query(
                "select count(*), max(happened_at) from read_parquet(?)",
                List.of(file.toString()),
                row -> List.of(row.number(1), row.moment(2))))
        .containsExactly(List.of(1000L, NOON));
    assertThatThrownBy(() -> warehouse.export("select nothing", folder.resolve("bad.parquet")))
        .isInstanceOf(WarehouseException.class);
    assertThat(folder.resolve("bad.parquet")).doesNotExist();
  }

  @Test
  void keepsItsTablesFromRunToRun() {
    add(5);
    warehouse.close();
    warehouse = TestWarehouse.open(folder);
    assertThat(count()).isEqualTo(5);
  }

  @Test
  void beginsAnewWhenTheFileCannotBeRead() throws Exception {
    add(5);
    warehouse.close();
    Files.write(folder.resolve("warehouse.duckdb"), new byte[20_000]);

    open();
    assertThat(count()).isZero();
    assertThat(folder.resolve("warehouse.duckdb.unreadable")).exists();
  }

  private void add(int rows) {
    var _ =
        warehouse.write(t ->
            t.append(
                "thing",
                List.of("n", "happened_at"),
                writer -> {
                  for (int i = 0; i < rows; i++) {
                    writer.add(i, NOON);
                  }
                }));
  }

  private long count() {
    return warehouse
        .query("select count(*) from thing", List.of(), row -> row.number(1))
        .getFirst();
  }
}
