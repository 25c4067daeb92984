package io.quanyu.bench.access;

import io.quanyu.bench.Bench;
import io.quanyu.bench.BenchResult;
import io.quanyu.bench.BenchRun;
import io.quanyu.bench.BenchServer;
import io.quanyu.bench.Percentiles;
import io.quanyu.core.access.DataScope;
import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.core.segment.TagIndex;
import io.quanyu.know.portrait.internal.ListingCustomers;
import io.quanyu.know.portrait.internal.ListingCustomers.Filter;
import io.quanyu.know.portrait.internal.ListingCustomers.Sort;
import io.quanyu.know.segment.Segments;
import io.quanyu.know.tag.internal.TagSnapshots;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.web.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much longer do a page of customers and the preview of a segment take for somebody who sees a
 * part, with 20 million customers of 5,000 stores?
 *
 * <p>Run: {@code ./quanyu bench access [--quick]}. The same questions go to the same server in turn
 * as the whole brand (the peer) and as a store, a dealer of twenty stores and a region of a
 * thousand; the clock runs around the use case, so no HTTP hides a difference. The headline is the
 * slowest of the three scopes at the median; {@code ratio} is how much faster it is than the brand:
 * 0.77 is the 1.3 times that are allowed. Beside them stands the tree of units, with all its people
 * and while they sign in ({@link TreeUnderLoad}).
 */
public final class AccessBench implements Bench {

  private static final int STORES = 5_000;
  private static final double OWNED = 0.6;
  private static final Map<String, Integer> SCOPES =
      new TreeMap<>(Map.of("store", 1, "dealer", 20, "region", 1_000));
  private static final int ROUNDS = 60;
  private static final int WARM_UP = 15;
  private static final Map<String, Double> TAGS =
      Map.of("member", 0.4, "sleeping", 0.25, "runner", 0.1, "coupon", 0.03);

  private static final String CONDITION =
      """
      {"type":"all_of","conditions":[
        {"type":"tag","tag":"member","values":["yes"]},
        {"type":"any_of","conditions":[
          {"type":"tag","tag":"sleeping","values":["yes"]},
          {"type":"tag","tag":"runner","values":["yes"]}]},
        {"type":"not","condition":{"type":"tag","tag":"coupon","values":["yes"]}},
        {"type":"metric","metric":"orders","operator":"at_least","min":2}]}
      """;

  private static int customers(BenchRun run) {
    return run.isQuick() ? 2_000_000 : 20_000_000;
  }

  @Override
  public String needs(BenchRun run) {
    return String.format(
        Locale.ROOT,
        "%,d customers of %,d stores; needs %s of disk in %s; %s",
        customers(run),
        STORES,
        run.isQuick() ? "2 GB" : "15 GB",
        run.data(),
        run.isQuick() ? "two minutes" : "fifteen minutes");
  }

  @Override
  public List<BenchResult> run(BenchRun run) throws Exception {
    var data = run.folder("access").resolve("data");
    BenchServer.delete(data);
    try {
      List<BenchResult> tree;
      try (var server = BenchServer.start(data)) {
        tree = new TreeUnderLoad(server, data, run).measure();
      }
      BenchServer.delete(data);
      try (var server = BenchServer.start(data)) {
        furnish(server, run);
      }
      // Tags are read from their snapshots at a start.
      try (var server = BenchServer.start(data)) {
        var results = new ArrayList<>(measure(server, run));
        results.addAll(tree);
        return results;
      }
    } finally {
      BenchServer.delete(data);
    }
  }

  private static void furnish(ConfigurableApplicationContext server, BenchRun run) {
    var jdbc = server.getBean(JdbcClient.class);
    int customers = customers(run);
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put(
        "customers",
        """
        insert into know_identity.customer
          (customer_no, customer_id, created_at, owner_unit_no, owner_guide_no)
        select n, uuidv7(), now(),
          case when hashint4(n) & 1023 < %d
            then 2 + (hashint4(n + 7) & 2147483647) %% %d else 0 end, 0
        from generate_series(1, %d) n
        """
            .formatted(Math.round(OWNED * 1024), STORES, customers));
    tables.put(
        "accounts",
        """
        insert into know_identity.account (account_no, account_key, channel, customer_no,
          first_seen_at)
        select n, uuidv4(), 'crm', n, now() - n * interval '1 second'
        from generate_series(1, %d) n
        """
            .formatted(customers));
    tables.put(
        "metrics",
        """
        insert into know_metric.customer_metric (customer_no, currency, orders, cancelled_orders,
          units, net_revenue_minor, sale_revenue_minor, first_order_at, last_order_at)
        select n, 'CNY', 1 + (hashint4(n) & 3), 0, 1, 1000, 1000, now() - interval '1 day', now()
        from generate_series(1, %d, 4) n
        """
            .formatted(customers));
    tables.put(
        "orders",
        """
        insert into know_purchase.purchase (purchase_no, channel, order_no, kind, placed_at,
          account_no, customer_no, currency, net_minor, units, line_count)
        select n, 'crm', 'o' || n, 'SALE', now() - (hashint4(n) & 1048575) * interval '1 minute',
          n, n, 'CNY', 1000, 1, 1
        from generate_series(1, %d, 4) n
        """
            .formatted(customers));
    tables.forEach((what, insert) -> {
      long start = System.nanoTime();
      int rows = jdbc.sql(insert).update();
      run.say(
          "%,d %s in %.0f s", rows, what, BenchRun.milliseconds(System.nanoTime() - start) / 1000);
    });
    var _ =
        jdbc.sql(
                "vacuum (analyze) know_identity.customer, know_identity.account,"
                    + " know_metric.customer_metric, know_purchase.purchase")
            .update();
    server.getBean(TagSnapshots.class).save(tags(customers));
  }

  private static TagSnapshots.Snapshot tags(int customers) {
    var random = new SplittableRandom(20261123);
    var index = TagIndex.EMPTY;
    Map<String, Instant> computedAt = new LinkedHashMap<>();
    for (var tag : new TreeMap<>(TAGS).entrySet()) {
      var members = new RoaringBitmap();
      for (int no = 1; no <= customers; no++) {
        if (random.nextDouble() < tag.getValue()) {
          members.add(no);
        }
      }
      index = index.with(tag.getKey(), Map.of("yes", members));
      computedAt.put(tag.getKey(), Instant.now());
    }
    return new TagSnapshots.Snapshot(index, computedAt);
  }

  /** A question and its name. */
  private record Question(String name, Runnable ask) {}

  private static List<BenchResult> measure(ConfigurableApplicationContext server, BenchRun run) {
    var listing = server.getBean(ListingCustomers.class);
    var segments = server.getBean(Segments.class);
    var condition = JsonMapper.builder().build().readValue(CONDITION, SegmentCondition.class);
    var page = new PageRequest(Optional.empty(), PageRequest.LIMIT_DEFAULT);
    var everybody = new Filter(null, List.of(), null);
    var members = new Filter(null, List.of("member:yes"), null);
    var questions =
        List.of(
            new Question("list", () -> listing.list(everybody, Sort.NEWEST, page)),
            new Question("list-by-order", () -> listing.list(everybody, Sort.LAST_ORDER, page)),
            new Question("list-by-tag", () -> listing.list(members, Sort.NEWEST, page)),
            new Question("preview", () -> segments.preview(condition)));
    List<BenchResult> results = new ArrayList<>();
    for (var question : questions) {
      results.add(measure(question, run));
    }
    results.sort(Comparator.comparingDouble(BenchResult::ratio));
    var worst = results.getFirst();
    results.add(
        0,
        new BenchResult(
            "access",
            worst.figure(),
            "ms",
            BenchResult.Better.LOWER,
            "unscoped",
            worst.peerFigure(),
            Map.of("question", worst.name())));
    return results;
  }

  private static BenchResult measure(Question question, BenchRun run) {
    Map<String, double[]> times = new TreeMap<>();
    Map<String, DataScope> scopes = new TreeMap<>(Map.of("brand", DataScope.BRAND));
    SCOPES.forEach((name, stores) ->
        scopes.put(name, DataScope.ofUnits(RoaringBitmap.bitmapOfRange(100, 100L + stores))));
    // In another order each time: what the one before left in the processor's caches matters.
    var turns = new ArrayList<>(scopes.entrySet());
    var random = new Random(20261123);
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      Collections.shuffle(turns, random);
      for (var scope : turns) {
        double ms = timed(question, scope.getValue());
        if (round >= 0) {
          times.computeIfAbsent(scope.getKey(), _ -> new double[ROUNDS])[round] = ms;
        }
      }
    }
    Map<String, Double> medians = new TreeMap<>();
    times.forEach((name, all) -> medians.put(name, new Percentiles(all).at(50)));
    run.say("%s: %s ms at the median", question.name(), medians);
    double brand = medians.getOrDefault("brand", 0.0);
    var slowest =
        medians.entrySet().stream()
            .filter(one -> !one.getKey().equals("brand"))
            .max(Map.Entry.comparingByValue())
            .orElseThrow();
    return new BenchResult(
        "access-" + question.name(),
        slowest.getValue(),
        "ms",
        BenchResult.Better.LOWER,
        "unscoped",
        brand,
        Map.of("slowest", slowest.getKey(), "medianMs", medians));
  }

  private static double timed(Question question, DataScope scope) {
    long start = System.nanoTime();
    try (var _ = CurrentScope.narrow(scope)) {
      question.ask().run();
    }
    return BenchRun.milliseconds(System.nanoTime() - start);
  }
}
