package io.quanyu.know.history.internal;

import io.quanyu.know.history.History;
import io.quanyu.platform.eventlog.EventLog;
import io.quanyu.platform.warehouse.TestWarehouse;
import io.quanyu.platform.warehouse.internal.DuckDbWarehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The module on a folder, as the server wires it. */
final class OpenHistory implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  final DuckDbWarehouse warehouse;
  final HistoryTables tables;
  final LoadingHistory loading;
  final SealingHistory sealing;
  final History history;
  private final EventLog log;

  OpenHistory(Path folder, EventLog log) {
    this.log = log;
    warehouse = TestWarehouse.open(folder);
    tables = new HistoryTables(warehouse);
    loading = new LoadingHistory(tables, log);
    sealing = new SealingHistory(tables, loading, Clock.fixed(NOW, ZoneOffset.UTC));
    history = new History(tables, loading);
    try {
      loading.open();
    } catch (RuntimeException e) {
      warehouse.close();
      throw e;
    }
  }

  /** Reads the stream to its end, as the runner of consumers does. */
  void catchUp() {
    while (loading.position() < log.end(loading.stream())) {
      loading.apply(log.read(loading.stream(), loading.position(), loading.entriesMax()));
    }
  }

  /** All rows of a view as text, sorted. */
  List<String> rows(String view) {
    return warehouse.query(
        "select cast(v as varchar) from (select * from " + view + ") v order by 1",
        List.of(),
        row -> String.valueOf(row.text(1)));
  }

  long count(String view) {
    return warehouse
        .query("select count(*) from " + view, List.of(), row -> row.number(1))
        .getFirst();
  }

  @Override
  public void close() {
    warehouse.close();
  }
}
