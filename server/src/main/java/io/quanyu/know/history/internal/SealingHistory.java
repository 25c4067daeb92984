package io.quanyu.know.history.internal;

import io.quanyu.know.history.internal.SealedHistory.SealedFile;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals hot rows into files: one for each day of the recent past, one for each older month. What
 * comes late gets files of its own.
 *
 * <p>Files first, then the list that names them, then the rows go: a crash before the list leaves
 * files that nobody names, a crash after it leaves rows that the next start removes.
 */
public final class SealingHistory {

  private static final Logger log = LoggerFactory.getLogger(SealingHistory.class);

  /** Days that are sealed one by one: most questions are about them and skip all other files. */
  private static final int RECENT_DAYS = 92;

  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM");

  private final HistoryTables tables;
  private final LoadingHistory loading;
  private final Clock clock;

  /** Two at once would write the same files. */
  private final ReentrantLock sealing = new ReentrantLock();

  public SealingHistory(HistoryTables tables, LoadingHistory loading, Clock clock) {
    this.tables = tables;
    this.loading = loading;
    this.clock = clock;
  }

  /**
   * Seals all that has been taken in.
   *
   * @return rows sealed; zero if there were none
   */
  public long seal() {
    sealing.lock();
    try {
      return sealAlone();
    } finally {
      sealing.unlock();
    }
  }

  private long sealAlone() {
    var before = tables.folder().read();
    var sealedTo = loading.position();
    if (sealedTo <= before.sealedTo()) {
      return 0;
    }
    var files = new ArrayList<SealedFile>();
    for (var fact : Fact.values()) {
      files.addAll(write(fact, before.sealedTo(), sealedTo));
    }
    var rows = files.stream().mapToLong(SealedFile::rows).sum();
    files.addAll(before.files());
    var sealed =
        new SealedHistory(
            SealedHistory.FORMAT, before.generation() + 1, sealedTo, writeMoves(sealedTo), files);
    tables.folder().publish(sealed);
    var _ =
        tables
            .warehouse()
            .write(transaction -> {
              tables.show(transaction, sealed);
              return true;
            });
    loading.noteSealed(sealedTo);
    tables.folder().dropUnlisted(sealed);
    log.info("sealed {} rows of history up to offset {}", rows, sealedTo);
    return rows;
  }

  private List<SealedFile> write(Fact fact, long from, long to) {
    var recent = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(RECENT_DAYS);
    // Months before the recent days begin, days from then on; the month in between is both.
    var periods =
        tables
            .warehouse()
            .query(
                """
                select distinct case when %1$s < ? then 'month' else 'day' end,
                  case when %1$s < ? then date_trunc('month', %1$s)
                    else date_trunc('day', %1$s) end::timestamp
                from %2$s where entry_no < ? order by 2, 1
                """
                    .formatted(fact.moment(), fact.hot()),
                List.of(startOf(recent), startOf(recent), to),
                row ->
                    new Period(
                        "month".equals(row.text(1)),
                        LocalDate.ofInstant(row.moment(2), ZoneOffset.UTC)));
    var files = new ArrayList<SealedFile>();
    for (var period : periods) {
      var end = period.end(recent);
      // By customer within the period: her rows lie together, and a file is one period anyway.
      var sql =
          """
          select %s from %s
          where entry_no < %d and %s >= timestamp '%s' and %s < timestamp '%s'
          order by customer_no, %s, source, line_no
          """
              .formatted(
                  String.join(", ", fact.columns()),
                  fact.hot(),
                  to,
                  fact.moment(),
                  period.first(),
                  fact.moment(),
                  end,
                  fact.moment());
      var path = "%s/%s.%d-%d.parquet".formatted(fact.table(), period.name(), from, to);
      files.add(
          new SealedFile(
              fact.table(), path, tables.warehouse().export(sql, tables.folder().resolve(path))));
    }
    return files;
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Who moved by now; moves after {@code sealedTo} are in the stream and come again. */
  private @Nullable String writeMoves(long sealedTo) {
    var path = "account_customer/%d.parquet".formatted(sealedTo);
    var sql = "select account_no, customer_no from account_customer order by account_no";
    var isAny =
        !tables
            .warehouse()
            .query("select 1 from account_customer limit 1", List.of(), row -> row.integer(1))
            .isEmpty();
    if (!isAny) {
      return null;
    }
    var _ = tables.warehouse().export(sql, tables.folder().resolve(path));
    return path;
  }

  /** A month, or a day. */
  private record Period(boolean isMonth, LocalDate first) {

    LocalDate end(LocalDate recent) {
      if (!isMonth) {
        return first.plusDays(1);
      }
      var next = first.plusMonths(1);
      return next.isAfter(recent) ? recent : next;
    }

    String name() {
      return isMonth ? MONTH.format(first) : first.toString();
    }
  }
}
