package io.quanyu.bench.combining;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.quanyu.bench.Bench;
import io.quanyu.bench.BenchResult;
import io.quanyu.bench.BenchRun;
import io.quanyu.bench.Percentiles;
import io.quanyu.platform.combining.Combiner;
import io.quanyu.platform.combining.CombiningLimits;
import io.quanyu.platform.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many holds a second on one hot SKU, each durable before it is answered?
 *
 * <p>Run: {@code ./quanyu bench combining [--quick]}. The same number of callers, each with one
 * request at a time, against the same durable PostgreSQL: first the peer, one transaction with a
 * guarded update for each request (the row lock held for as short as it can be: the hold is
 * inserted first), then ours. Both must sell what there is and no more, and what was answered must
 * be in the table.
 */
public final class CombiningBench implements Bench {

  private static final int CALLERS = 256;
  private static final int CONNECTIONS = 16;
  private static final Duration LONG = Duration.ofMinutes(1);

  @Override
  public String needs(BenchRun run) {
    return CALLERS
        + " callers on one row; needs 300 MB of disk in "
        + run.data()
        + "; "
        + (run.isQuick() ? "half a minute" : "a minute and a half");
  }

  @Override
  public List<BenchResult> run(BenchRun run) throws Exception {
    var folder = run.folder("combining");
    delete(folder.resolve("postgres"));
    var database =
        EmbeddedDatabase.start(
            Files.createDirectories(folder.resolve("postgres")),
            folder.resolve("postgres").resolve("bin"),
            EmbeddedDatabase.DURABLE);
    try (database;
        var pool = pool(database)) {
      var seconds = run.isQuick() ? 5 : 30;
      var rowLock = new RowLock(pool);
      var combined = new Combined(pool);
      run.say("warming up");
      var _ = measure(pool, rowLock, 1);
      var _ = measure(pool, combined, 2);
      run.say("one row-lock transaction for each request, %d s", seconds);
      var peer = measure(pool, rowLock, seconds);
      run.say("%,.0f/s; combined, %d s", peer.perSecond, seconds);
      var ours = measure(pool, combined, seconds);
      combined.combiner.close();
      return List.of(
          new BenchResult(
              "combining",
              ours.perSecond,
              "per_s",
              BenchResult.Better.HIGHER,
              "row_lock_per_request",
              peer.perSecond,
              Map.ofEntries(
                  Map.entry("callers", CALLERS),
                  Map.entry("connections", CONNECTIONS),
                  Map.entry("seconds", seconds),
                  Map.entry("p50Ms", ours.latencies.at(50)),
                  Map.entry("p99Ms", ours.latencies.at(99)),
                  Map.entry("peerP50Ms", peer.latencies.at(50)),
                  Map.entry("peerP99Ms", peer.latencies.at(99)))));
    } finally {
      delete(folder.resolve("postgres"));
    }
  }

  /** Takes one piece of the hot SKU for a request, durably; false if nothing is left. */
  private interface Hold {
    boolean take(int request) throws InterruptedException;
  }

  private record Measured(double perSecond, Percentiles latencies) {}

  private static Measured measure(DataSource pool, Hold hold, int seconds)
      throws InterruptedException, ExecutionException {
    var jdbc = JdbcClient.create(pool);
    for (var sql :
        List.of(
            "drop table if exists hold, stock",
            "create table stock (sku text primary key, on_hand int not null, held int not null"
                + " check (held <= on_hand))",
            "create table hold (request int primary key, sku text not null)",
            "insert into stock values ('hot', 100000000, 0)")) {
      var _ = jdbc.sql(sql).update();
    }
    var requests = new AtomicLong();
    var start = System.nanoTime();
    var end = start + Duration.ofSeconds(seconds).toNanos();
    var times = new ArrayList<Double>();
    long taken = 0;
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<List<Double>>>();
      for (int i = 0; i < CALLERS; i++) {
        running.add(callers.submit(() -> callUntil(end, hold, requests)));
      }
      for (var caller : running) {
        times.addAll(caller.get());
      }
      taken = times.size();
    }
    var elapsed = (System.nanoTime() - start) / 1e9;
    requireBooks(jdbc, taken);
    return new Measured(
        taken / elapsed,
        new Percentiles(times.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static List<Double> callUntil(long end, Hold hold, AtomicLong requests)
      throws InterruptedException {
    var times = new ArrayList<Double>();
    while (true) {
      var before = System.nanoTime();
      if (before >= end) {
        return times;
      }
      if (!hold.take((int) requests.incrementAndGet())) {
        throw new IllegalStateException("sold out");
      }
      times.add(BenchRun.milliseconds(System.nanoTime() - before));
    }
  }

  private static void requireBooks(JdbcClient jdbc, long taken) {
    var held = jdbc.sql("select held from stock").query((row, _) -> row.getLong(1)).single();
    var holds = jdbc.sql("select count(*) from hold").query((row, _) -> row.getLong(1)).single();
    if (held != taken || holds != taken) {
      throw new IllegalStateException("answered " + taken + ", held " + held + ", holds " + holds);
    }
  }

  /** The peer. */
  private static final class RowLock implements Hold {
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    RowLock(DataSource pool) {
      this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
      this.jdbc = JdbcClient.create(pool);
    }

    @Override
    public boolean take(int request) {
      return Boolean.TRUE.equals(
          transactions.execute(status -> {
            var _ = jdbc.sql("insert into hold values (?, 'hot')").param(request).update();
            var taken =
                jdbc.sql(
                        "update stock set held = held + 1"
                            + " where sku = 'hot' and held + 1 <= on_hand")
                    .update();
            if (taken == 0) {
              status.setRollbackOnly();
            }
            return taken == 1;
          }));
    }
  }

  /** Ours. */
  private static final class Combined implements Hold {
    private final JdbcClient jdbc;
    private final Combiner<String, Integer, Boolean> combiner;

    Combined(DataSource pool) {
      this.jdbc = JdbcClient.create(pool);
      this.combiner =
          new Combiner<>(
              "bench",
              new CombiningLimits(CALLERS, 10_000, 10_000, 4),
              new TransactionTemplate(new JdbcTransactionManager(pool)),
              this::decide);
    }

    @Override
    public boolean take(int request) throws InterruptedException {
      return combiner.ask("hot", request, LONG);
    }

    private List<Boolean> decide(String sku, List<Integer> requests) {
      int left =
          jdbc.sql("select on_hand - held from stock where sku = ? for update")
              .param(sku)
              .query((row, _) -> row.getInt(1))
              .single();
      var granted = Math.min(left, requests.size());
      var _ =
          jdbc.sql("update stock set held = held + ? where sku = ?").params(granted, sku).update();
      var _ =
          jdbc.sql("insert into hold select unnest(?), ?")
              .params(requests.subList(0, granted).toArray(Integer[]::new), sku)
              .update();
      return IntStream.range(0, requests.size()).mapToObj(i -> i < granted).toList();
    }
  }

  private static HikariDataSource pool(EmbeddedDatabase database) {
    var address = database.address();
    var config = new HikariConfig();
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(LONG.toMillis());
    return new HikariDataSource(config);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
