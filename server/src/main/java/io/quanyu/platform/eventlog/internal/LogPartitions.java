package io.quanyu.platform.eventlog.internal;

import static io.quanyu.platform.eventlog.internal.db.Tables.CONSUMER;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The log's day partitions: made ahead, and dropped when old and read by all. Days are UTC. */
public final class LogPartitions {

  private static final Logger log = LoggerFactory.getLogger(LogPartitions.class);

  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;
  private static final int DAYS_AHEAD = 7;
  private static final long LOCK_KEY = 0x7175616e79754cL;

  private final DSLContext dsl;
  private final TransactionTemplate ownTransaction;
  private final Clock clock;
  private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

  public LogPartitions(DSLContext dsl, PlatformTransactionManager transactionManager, Clock clock) {
    this.dsl = dsl;
    this.clock = clock;
    // Its own, because an append must not keep the lock on the catalogue until its commit.
    this.ownTransaction = new TransactionTemplate(transactionManager);
    this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Makes the partitions of today and the days to come. */
  public void ensureAhead() {
    var today = today();
    for (int day = 0; day <= DAYS_AHEAD; day++) {
      ensure(today.plusDays(day));
    }
  }

  /** Makes the partition of a day unless it exists. */
  void ensure(LocalDate day) {
    if (known.contains(day)) {
      return;
    }
    ownTransaction.executeWithoutResult(_ -> {
      dsl.execute("select pg_advisory_xact_lock(?)", LOCK_KEY);
      if (!existing().contains(day)) {
        // Attached instead of created in place: that does not lock out readers and appenders.
        dsl.execute(
            "create table %s (like platform_eventlog.entry including storage including constraints)"
                .formatted(name(day)));
        dsl.execute(
            "alter table platform_eventlog.entry attach partition %s for values from ('%s') to ('%s')"
                .formatted(name(day), day, day.plusDays(1)));
      }
    });
    known.add(day);
  }

  /**
   * Drops the days that are older than the window and that every consumer has passed.
   *
   * @return the days dropped
   */
  public List<LocalDate> dropExpired(Duration window) {
    var oldest = LocalDate.ofInstant(clock.instant().minus(window), ZoneOffset.UTC);
    return existing().stream()
        .filter(day -> day.isBefore(oldest))
        .filter(this::isPassedByAll)
        .peek(this::drop)
        .toList();
  }

  private boolean isPassedByAll(LocalDate day) {
    var waiting =
        dsl.fetch(
            """
            select c.consumer, c.stream
            from (select stream, max(offset_no) as last from %s group by stream) e
            join platform_eventlog.consumer c on c.stream = e.stream
            where c.next_offset <= e.last
            """
                .formatted(name(day)));
    waiting.forEach(row ->
        log.warn(
            "log entries of {} are kept: consumer {} has not read them",
            day,
            row.get(CONSUMER.CONSUMER_.getName())));
    return waiting.isEmpty();
  }

  private void drop(LocalDate day) {
    ownTransaction.executeWithoutResult(_ -> {
      dsl.execute("set local lock_timeout = '3s'"); // better tomorrow than a queue of appends
      dsl.execute("drop table " + name(day));
    });
    known.remove(day);
  }

  private List<LocalDate> existing() {
    return dsl.fetch(
            """
            select right(c.relname, 8) as day
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'platform_eventlog.entry'::regclass
            order by 1
            """)
        .map(row -> LocalDate.parse(row.get("day", String.class), SUFFIX));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static String name(LocalDate day) {
    return "platform_eventlog.entry_p" + SUFFIX.format(day);
  }
}
