package io.quanyu.know.history;

import io.quanyu.know.history.internal.HistoryTables;
import io.quanyu.know.history.internal.LoadingHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened, as far as the warehouse has been told. Thread-safe. */
public final class History {

  /** Most events that {@link #eventsOf} returns. */
  public static final int EVENTS_MAX = 500;

  private final HistoryTables tables;
  private final LoadingHistory loading;

  /** Built by the module. */
  public History(HistoryTables tables, LoadingHistory loading) {
    this.tables = tables;
    this.loading = loading;
  }

  /**
   * How many entries of the stream have been taken in: what was answered at a version stays true
   * until the version changes.
   */
  public long version() {
    return loading.position();
  }

  /** Whether all that is committed in PostgreSQL can be asked for here. */
  public boolean isCaughtUp() {
    return loading.isCaughtUp();
  }

  /**
   * Waits until all that was committed in PostgreSQL before the call can be asked for here.
   *
   * @return whether that came true within {@code timeout}
   */
  public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
    return loading.awaitCaughtUp(timeout);
  }

  /**
   * What a customer did other than buying, the latest first.
   *
   * @param after where the page before ended; empty for the first page
   * @param limit 1 to {@value #EVENTS_MAX}
   */
  public List<PastEvent> eventsOf(int customerNo, Optional<PastEvent.Place> after, int limit) {
    if (limit < 1 || limit > EVENTS_MAX) {
      throw new IllegalArgumentException("limit " + limit);
    }
    var parameters = new ArrayList<Object>(List.of(customerNo));
    after.ifPresent(last -> parameters.addAll(List.of(last.at(), last.source(), last.lineNo())));
    parameters.add(limit);
    return tables
        .warehouse()
        .query(
            """
            select event, channel, occurred_at, properties, source, line_no
            from customer_event
            where customer_no = ? %s
            order by occurred_at desc, source desc, line_no desc
            limit ?
            """
                .formatted(
                    after.isPresent() ? "and (occurred_at, source, line_no) < (?, ?, ?)" : ""),
            parameters,
            row ->
                new PastEvent(
                    String.valueOf(row.text(1)),
                    String.valueOf(row.text(2)),
                    row.moment(3),
                    row.map(4),
                    row.uuid(5),
                    row.number(6)));
  }
}
