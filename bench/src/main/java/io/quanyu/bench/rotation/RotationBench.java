package io.quanyu.bench.rotation;

import io.quanyu.bench.Bench;
import io.quanyu.bench.BenchResult;
import io.quanyu.bench.BenchRun;
import io.quanyu.bench.BenchServer;
import io.quanyu.know.profile.Profiles;
import io.quanyu.platform.crypto.CustomerKeys;
import io.quanyu.platform.crypto.MasterKey;
import io.quanyu.platform.crypto.MasterKeys;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How much longer does it take to read personal values while the master key of a million customers
 * rotates in the background?
 *
 * <p>Run: {@code ./quanyu bench rotation [--quick]}. The same readers ask the same server for pages
 * of customers at the same rate: for as long as the rotation takes, and before and after it while
 * nothing else happens (the peer). The figure is the 95th percentile of a page. A page that fails
 * or lacks a value fails the bench.
 */
public final class RotationBench implements Bench {

  private static final int ROWS_AT_ONCE = 10_000;
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  private static int customers(BenchRun run) {
    return run.isQuick() ? 100_000 : 1_000_000;
  }

  /** Of each of two times, before and after. */
  private static Duration calm(BenchRun run) {
    return Duration.ofSeconds(run.isQuick() ? 8 : 20);
  }

  @Override
  public String needs(BenchRun run) {
    return String.format(
        Locale.ROOT,
        "%,d customers, %d pages of them read every second; needs %s of disk in %s; %s",
        customers(run),
        Readers.PAGES_PER_S,
        run.isQuick() ? "1 GB" : "3 GB",
        run.data(),
        run.isQuick() ? "a minute" : "five minutes");
  }

  @Override
  public List<BenchResult> run(BenchRun run) throws Exception {
    var data = run.folder("rotation").resolve("data");
    BenchServer.delete(data);
    try (var server = BenchServer.start(data)) {
      furnish(server, run);
      return List.of(measure(server, run));
    } finally {
      BenchServer.delete(data);
    }
  }

  private static void furnish(ConfigurableApplicationContext server, BenchRun run) {
    var jdbc = server.getBean(JdbcClient.class);
    var keys = server.getBean(CustomerKeys.class);
    long begunAt = System.nanoTime();
    for (int first = 1; first <= customers(run); first += ROWS_AT_ONCE) {
      insert(jdbc, keys, first, first + ROWS_AT_ONCE - 1);
    }
    var _ = jdbc.sql("vacuum (analyze) know_profile.customer_key, know_profile.profile").update();
    run.say("%,d customers in %.0f s", customers(run), seconds(begunAt));
  }

  private static void insert(JdbcClient jdbc, CustomerKeys keys, int first, int last) {
    var rows =
        IntStream.rangeClosed(first, last)
            .parallel()
            .mapToObj(no -> {
              var id = new UUID(no, no);
              var key = keys.create(id);
              var values =
                  "{\"name\":\"%s\",\"phone\":\"+86138%08d\"}".formatted(Readers.nameOf(no), no);
              var sealed = key.seal(values, "know_profile.profile:" + no).bytes();
              return new Object[] {no, id, key.wrapped(), sealed};
            })
            .toList();
    jdbc.sql(
            """
            with made as (
              select * from unnest(?::int[], ?::uuid[], ?::bytea[], ?::bytea[])
                as n (customer_no, customer_id, wrapped, sealed)),
            keyed as (
              insert into know_profile.customer_key (customer_no, customer_id, wrapped_key)
              select customer_no, customer_id, wrapped from made)
            insert into know_profile.profile
              (customer_no, sealed_values, attributes, channels, updated_at)
            select customer_no, sealed, '{}', '{crm}', now() from made
            """)
        .param(rows.stream().map(row -> (Integer) row[0]).toArray(Integer[]::new))
        .param(rows.stream().map(row -> (UUID) row[1]).toArray(UUID[]::new))
        .param(rows.stream().map(row -> (byte[]) row[2]).toArray(byte[][]::new))
        .param(rows.stream().map(row -> (byte[]) row[3]).toArray(byte[][]::new))
        .update();
  }

  private static BenchResult measure(ConfigurableApplicationContext server, BenchRun run)
      throws Exception {
    var readers = new Readers(server.getBean(Profiles.class), customers(run));
    calmReads(readers, WARM_UP);
    var before = calmReads(readers, calm(run));
    run.say("before: %s", words(before));

    var masterKeys = server.getBean(MasterKeys.class);
    long begunAt = System.nanoTime();
    masterKeys.replace(primary(masterKeys), "bench");
    var rotating = readers.readUntil(new Ended(masterKeys)::isSo);
    double seconds = seconds(begunAt);
    run.say("rotating: %s", words(rotating));

    long wrapped =
        masterKeys.overview().keys().stream()
            .filter(key -> key.state() == MasterKey.State.PRIMARY)
            .mapToLong(MasterKey::wraps)
            .sum();
    run.say("%,d keys wrapped anew in %.1f s: %,.0f a second", wrapped, seconds, wrapped / seconds);
    var after = calmReads(readers, calm(run));
    run.say("after: %s", words(after));
    var calm = before.and(after);
    require(wrapped > customers(run), "the rotation left keys behind: " + wrapped);
    int failed = calm.failed() + rotating.failed();
    require(failed == 0, failed + " pages could not be read");
    return new BenchResult(
        "rotation",
        rotating.msAt(95),
        "ms",
        BenchResult.Better.LOWER,
        "calm",
        calm.msAt(95),
        Map.of(
            "keys",
            wrapped,
            "seconds",
            seconds,
            "keysPerSecond",
            wrapped / seconds,
            "pagesWhileRotating",
            rotating.ms().size(),
            "p50Ms",
            rotating.msAt(50),
            "p99Ms",
            rotating.msAt(99),
            "calmP50Ms",
            calm.msAt(50),
            "calmP99Ms",
            calm.msAt(99),
            "beforeP95Ms",
            before.msAt(95),
            "afterP95Ms",
            after.msAt(95)));
  }

  private static Readers.Reads calmReads(Readers readers, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    return readers.readUntil(() -> System.nanoTime() - end > 0);
  }

  private static long primary(MasterKeys keys) {
    return keys.overview().keys().stream()
        .filter(key -> key.state() == MasterKey.State.PRIMARY)
        .findFirst()
        .orElseThrow()
        .id();
  }

  /** Whether a rotation has ended, asked twice a second however many readers want to know. */
  private static final class Ended {
    private static final long LOOK_NS = Duration.ofMillis(500).toNanos();

    private final MasterKeys keys;
    private long lookedAt = System.nanoTime();
    private boolean isSo;

    Ended(MasterKeys keys) {
      this.keys = keys;
    }

    synchronized boolean isSo() {
      if (!isSo && System.nanoTime() - lookedAt > LOOK_NS) {
        isSo = keys.overview().rotation().isEmpty();
        lookedAt = System.nanoTime();
      }
      return isSo;
    }
  }

  private static String words(Readers.Reads reads) {
    return String.format(
        Locale.ROOT,
        "%,d pages, %d failed; %.2f ms at the median, %.2f at 95 %%, %.2f at 99 %%",
        reads.ms().size(),
        reads.failed(),
        reads.msAt(50),
        reads.msAt(95),
        reads.msAt(99));
  }

  private static double seconds(long begunAt) {
    return BenchRun.milliseconds(System.nanoTime() - begunAt) / 1_000;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalStateException(message);
    }
  }
}
