package io.quanyu.platform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quanyu.platform.eventlog.internal.LogPartitions;
import io.quanyu.platform.eventlog.internal.PostgresEventLog;
import io.quanyu.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;

class EventLogIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
  private LogPartitions partitions = partitions();
  private PostgresEventLog log = eventLog();
  private String stream = "";

  @BeforeEach
  void useAStreamOfItsOwn(TestInfo test) {
    stream = test.getTestMethod().orElseThrow().getName();
    partitions = partitions();
    log = eventLog();
  }

  private LogPartitions partitions() {
    return new LogPartitions(database.dsl(), database.transactionManager(), clock);
  }

  private PostgresEventLog eventLog() {
    return new PostgresEventLog(database.dsl(), database.bulkCopy(), partitions, clock);
  }

  /**
   * Eight appenders hold their transactions open for random times before and after appending, and
   * roll every fourth one back, while a reader follows. Seeded; the delays only stir the order.
   */
  @Test
  void aReaderNeverPassesAnEntryThatMayStillCommit() throws Exception {
    var appenders = 8;
    var transactionsEach = 60;
    var committed = ConcurrentHashMap.<String>newKeySet();
    var read = Collections.synchronizedList(new ArrayList<LogEntry>());
    var isDone = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reader =
          threads.submit(() -> {
            while (true) {
              var isLast = isDone.get();
              var entries = log.read(stream, read.size(), 7);
              read.addAll(entries);
              if (isLast && entries.isEmpty()) {
                return null;
              }
            }
          });
      var running = new ArrayList<Future<?>>();
      for (int appender = 0; appender < appenders; appender++) {
        var random = new Random(20261122L + appender);
        var name = "appender-" + appender;
        running.add(
            threads.submit(() -> {
              for (int i = 0; i < transactionsEach; i++) {
                appendOne(name + ":" + i, random, committed);
              }
              return null;
            }));
      }
      try {
        for (var appender : running) {
          appender.get();
        }
      } finally {
        isDone.set(true);
      }
      reader.get();
    }

    assertThat(read)
        .extracting(LogEntry::offset)
        .containsExactlyElementsOf(LongStream.range(0, committed.size()).boxed().toList());
    assertThat(read.stream().map(EventLogIT::text)).containsExactlyInAnyOrderElementsOf(committed);
  }

  private void appendOne(String text, Random random, Set<String> committed) {
    var isRolledBack = random.nextInt(4) == 0;
    database
        .transactions()
        .executeWithoutResult(status -> {
          delay(random);
          log.append(stream, List.of(batch(text)));
          delay(random);
          if (isRolledBack) {
            status.setRollbackOnly();
          }
        });
    if (!isRolledBack) {
      committed.add(text);
    }
  }

  /** Lets the database hold this transaction open for up to 8 ms. */
  private static void delay(Random random) {
    database.dsl().fetch("select pg_sleep(?)", random.nextInt(8) / 1000.0);
  }

  @Test
  void aKilledAppenderLeavesNeitherEntriesNorAGap() throws Exception {
    append("before");
    var address = database.address();
    try (var killed =
        DriverManager.getConnection(address.url(), address.user(), address.password())) {
      killed.setAutoCommit(false);
      try (var statement = killed.createStatement()) {
        statement.execute(
            "update platform_eventlog.stream set next_offset = next_offset + 1 where stream = '%s'"
                .formatted(stream));
        statement.execute(
            "insert into platform_eventlog.entry values ('%s', 1, '2026-11-22', now(), 1, 'x')"
                .formatted(stream));
        var pid = killed.unwrap(PGConnection.class).getBackendPID();
        database.jdbc().sql("select pg_terminate_backend(" + pid + ")").query().singleValue();
      }
    }
    append("after");

    assertThat(log.read(stream, 0, 10))
        .extracting(EventLogIT::text)
        .containsExactly("before", "after");
    assertThat(log.read(stream, 0, 10)).extracting(LogEntry::offset).containsExactly(0L, 1L);
  }

  @Test
  void batchesOfOneTransactionLieTogetherInTheOrderOfTheCalls() {
    database
        .transactions()
        .executeWithoutResult(_ -> {
          log.append(stream, List.of(batch("a"), batch("b")));
          log.append(stream + "-other", List.of(batch("x")));
          log.append(stream, List.of(batch("c")));
        });

    assertThat(log.read(stream, 0, 10)).extracting(EventLogIT::text).containsExactly("a", "b", "c");
    assertThat(log.read(stream, 1, 1)).extracting(EventLogIT::text).containsExactly("b");
    assertThat(log.end(stream)).isEqualTo(3);
    assertThat(log.end(stream + "-other")).isEqualTo(1);
  }

  @Test
  void appendingNeedsATransaction() {
    assertThatThrownBy(() -> log.append(stream, List.of(batch("a"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("needs a transaction");
  }

  @Test
  void daysRiseWithOffsetsEvenWhenTheClockGoesBack() {
    append("today");
    clock.set(Instant.parse("2026-11-21T23:00:00Z"));
    append("yesterday by a wrong clock");

    assertThat(
            database
                .dsl()
                .fetchValues(
                    "select appended_on from platform_eventlog.entry where stream = ?", stream))
        .allMatch(Date.valueOf("2026-11-22")::equals);
  }

  @Test
  void oldDaysAreDroppedOnceEveryConsumerHasPassedThem() {
    append("old");
    clock.set(clock.instant().plus(Duration.ofDays(40)));
    append("new");
    log.note("slow", stream, 0);
    assertThat(partitions.dropExpired(Duration.ofDays(30))).isEmpty();

    log.note("slow", stream, 1);
    assertThat(partitions.dropExpired(Duration.ofDays(30))).contains(LocalDate.parse("2026-11-22"));

    assertThat(log.begin(stream)).isEqualTo(1);
    assertThat(log.read(stream, 1, 10)).extracting(EventLogIT::text).containsExactly("new");
    assertThatThrownBy(() -> log.read(stream, 0, 10)).isInstanceOf(EntriesExpiredException.class);
  }

  @Test
  void aConsumerThatFailsIsTriedAgainAndAppliesEachEntryOnce() throws Exception {
    database.jdbc().sql("create table effect (text text)").update();
    var failures = new AtomicReference<@Nullable String>("c");
    var consumer =
        new TransactionalConsumer(
            "test",
            stream,
            2,
            log,
            database.transactions(),
            entries -> {
              for (var entry : entries) {
                database.dsl().execute("insert into effect values (?)", text(entry));
                if (text(entry).equals(failures.getAndSet(null))) {
                  throw new IllegalStateException("failure on purpose, to be tried again");
                }
              }
            });
    var runner = new ConsumerRunner(log, List.of(consumer), new SimpleMeterRegistry());
    log.onAppend(runner::wake);
    runner.start();
    try {
      for (var text : List.of("a", "b", "c", "d", "e")) {
        append(text);
      }
      assertThat(runner.awaitCaughtUp(stream, PATIENCE)).isTrue();
    } finally {
      runner.stop();
    }

    assertThat(database.dsl().fetch("select text from effect").getValues("text", String.class))
        .containsExactly("a", "b", "c", "d", "e");
    assertThat(log.position("test", stream)).isEqualTo(5);
  }

  @Test
  void ofTwoNodesThatTookTheSameEntriesOneFails() {
    append("a");
    var entries = log.read(stream, 0, 10);
    var consumer =
        new TransactionalConsumer("twice", stream, 10, log, database.transactions(), _ -> {});
    consumer.apply(entries);

    assertThatThrownBy(() -> consumer.apply(entries)).isInstanceOf(PositionMovedException.class);
  }

  private void append(String text) {
    database.transactions().executeWithoutResult(_ -> log.append(stream, List.of(batch(text))));
  }

  private static Batch batch(String text) {
    return new Batch(text.getBytes(StandardCharsets.UTF_8), 1);
  }

  private static String text(LogEntry entry) {
    return new String(entry.payload(), StandardCharsets.UTF_8);
  }

  private static final class SettableClock extends Clock {
    private volatile Instant now;

    SettableClock(Instant now) {
      this.now = now;
    }

    void set(Instant instant) {
      now = instant;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(now, zone);
    }
  }
}
