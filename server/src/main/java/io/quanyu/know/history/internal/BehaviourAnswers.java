package io.quanyu.know.history.internal;

import io.quanyu.core.segment.LeafQuery.BehaviourInRange;
import io.quanyu.core.segment.SegmentCondition.Performed;
import io.quanyu.know.history.History;
import io.quanyu.know.segment.spi.BehaviourSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;
import org.springframework.stereotype.Component;

/** Answers conditions on behaviour from the warehouse, each with one statement. */
@Component
class BehaviourAnswers implements BehaviourSource {

  /** Kinds of events that are offered; what a screen can list. */
  private static final int EVENTS_MAX = 500;

  private static final EventField PURCHASE =
      new EventField(Performed.PURCHASE, List.of("revenue", "units", "sku", "store", "channel"));

  /** The events at a version of the data: finding them reads every event once. */
  private record KnownEvents(long version, List<EventField> events) {}

  private final HistoryTables tables;
  private final History history;
  private final AtomicReference<KnownEvents> known =
      new AtomicReference<>(new KnownEvents(-1, List.of()));

  BehaviourAnswers(HistoryTables tables, History history) {
    this.tables = tables;
    this.history = history;
  }

  @Override
  public List<EventField> events() {
    var version = version();
    var before = known.get();
    if (before.version() == version) {
      return before.events();
    }
    var events = new ArrayList<EventField>();
    events.add(PURCHASE);
    events.addAll(
        tables
            .warehouse()
            .query(
                """
                select event, list_sort(list_distinct(flatten(list(distinct map_keys(properties)))))
                from customer_event group by event order by event limit ?
                """,
                List.of(EVENTS_MAX),
                row -> new EventField(String.valueOf(row.text(1)), row.texts(2))));
    known.set(new KnownEvents(version, List.copyOf(events)));
    return events;
  }

  @Override
  public RoaringBitmap find(BehaviourInRange query, Instant asOf) {
    var statement = BehaviourSql.find(query, asOf);
    // Numbers come in no order: sorted by the writer in runs, which beats a set of single adds.
    RoaringBitmapWriter<RoaringBitmap> found =
        RoaringBitmapWriter.writer().doPartialRadixSort().get();
    tables.warehouse().queryInts(statement.sql(), statement.parameters(), found::add);
    return found.get();
  }

  @Override
  public Optional<BigDecimal> measure(BehaviourInRange query, int customerNo, Instant asOf) {
    var statement = BehaviourSql.measure(query, asOf, customerNo);
    return tables
        .warehouse()
        .query(
            statement.sql(),
            statement.parameters(),
            row -> row.isNull(1) ? Optional.<BigDecimal>empty() : Optional.of(row.decimal(1)))
        .stream()
        .flatMap(Optional::stream)
        .findAny();
  }

  @Override
  public long version() {
    return history.version();
  }

  @Override
  public void awaitCommitted(Duration atMost) {
    try {
      history.awaitCaughtUp(atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
