package io.quanyu.platform.combining;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.combining.CombiningException.Reason;
import io.quanyu.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On real PostgreSQL: the last pieces of a hot SKU. */
class CombinerIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final int CALLERS = 32;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final JdbcClient jdbc = database.jdbc();

  @BeforeEach
  void fill() {
    database.forgetConnections();
    execute("drop table if exists hold, stock");
    execute(
        "create table stock (sku text primary key, available int not null check (available >= 0))");
    execute("create table hold (request int primary key, sku text not null)");
    execute("insert into stock values ('hot', 500), ('warm', 1000000)");
  }

  private void execute(String sql) {
    var _ = jdbc.sql(sql).update();
  }

  /** Two combiners, as of two servers, on one row. */
  @Test
  void neverSellsMoreThanThereIs() throws Exception {
    Map<Integer, Boolean> answers = new ConcurrentHashMap<>();
    try (var one = combiner();
        var two = combiner();
        var callers = Executors.newFixedThreadPool(CALLERS)) {
      var ends =
          IntStream.range(0, CALLERS)
              .mapToObj(caller ->
                  callers.submit(() -> {
                    var combiner = caller % 2 == 0 ? one : two;
                    for (int request = caller * 30; request < (caller + 1) * 30; request++) {
                      answers.put(request, combiner.ask("hot", request, LONG));
                    }
                    return true;
                  }))
              .toList();
      for (var end : ends) {
        end.get();
      }
    }
    assertThat(answers).hasSize(CALLERS * 30);
    assertThat(available("hot")).isZero();
    assertThat(granted()).hasSize(500).isEqualTo(saidYes(answers));
  }

  /** Connections die under the batches, also during commits. */
  @Test
  void tellsNobodyYesFalselyWhenConnectionsBreak() throws Exception {
    Map<Integer, Boolean> answers = new ConcurrentHashMap<>();
    var reasons = new ConcurrentLinkedQueue<Reason>();
    Map<Integer, Boolean> unknown = new ConcurrentHashMap<>();
    try (var combiner = combiner();
        var callers = Executors.newFixedThreadPool(CALLERS)) {
      for (int caller = 0; caller < CALLERS; caller++) {
        int first = caller * 40;
        var _ =
            callers.submit(() -> {
              for (int request = first; request < first + 40; request++) {
                try {
                  answers.put(request, combiner.ask("warm", request, LONG));
                } catch (CombiningException e) {
                  reasons.add(e.reason());
                  if (e.mayHaveHappened()) {
                    unknown.put(request, true);
                  }
                }
              }
              return true;
            });
      }
      for (int kill = 0; kill < 10; kill++) {
        killOthers();
      }
    }
    var granted = granted();
    assertThat(granted).containsAll(saidYes(answers));
    var unexplained = granted.stream().filter(r -> !answers.containsKey(r)).toList();
    assertThat(unknown.keySet()).as("reasons " + reasons).containsAll(unexplained);
    assertThat(available("warm")).isEqualTo(1_000_000 - granted.size());
  }

  private void killOthers() {
    try {
      var _ =
          jdbc.sql(
                  """
                  select pg_terminate_backend(pid) from pg_stat_activity
                  where datname = current_database() and pid <> pg_backend_pid()
                  """)
              .query()
              .listOfRows();
    } catch (DataAccessResourceFailureException e) {
      // The pool's connection was one that the kill before ended.
    }
  }

  private static List<Integer> saidYes(Map<Integer, Boolean> answers) {
    return answers.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private List<Integer> granted() {
    return jdbc.sql("select request from hold order by request")
        .query((row, _) -> row.getInt(1))
        .list();
  }

  private int available(String sku) {
    return jdbc.sql("select available from stock where sku = ?")
        .param(sku)
        .query((row, _) -> row.getInt(1))
        .single();
  }

  private Combiner<String, Integer, Boolean> combiner() {
    return new Combiner<>(
        "stock", new CombiningLimits(100, 1_000, 1_000, 4), database.transactions(), this::holdOne);
  }

  private List<Boolean> holdOne(String sku, List<Integer> requests) {
    var available =
        jdbc.sql("select available from stock where sku = ? for update")
            .param(sku)
            .query((row, _) -> row.getInt(1))
            .single();
    var granted = Math.min(available, requests.size());
    var _ =
        jdbc.sql("update stock set available = available - ? where sku = ?")
            .params(granted, sku)
            .update();
    var _ =
        jdbc.sql(
                "insert into hold select request::int, ? from unnest(string_to_array(?, ',')) request")
            .params(
                sku,
                requests.subList(0, granted).stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(",")))
            .update();
    return IntStream.range(0, requests.size()).mapToObj(i -> i < granted).toList();
  }
}
