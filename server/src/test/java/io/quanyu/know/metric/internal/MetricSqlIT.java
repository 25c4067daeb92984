package io.quanyu.know.metric.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.rfm.LifecycleRules;
import io.quanyu.core.rfm.LifecycleStage;
import io.quanyu.core.rfm.Rfm;
import io.quanyu.core.segment.LeafQuery.MetricInRange;
import io.quanyu.core.segment.Metric;
import io.quanyu.core.segment.NumberRange;
import io.quanyu.know.metric.CustomerMetrics;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

/** SQL over all customers says what plain Java says of each, on seeded random metrics. */
class MetricSqlIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant AS_OF = Instant.parse("2026-11-22T10:00:00Z");
  private static final List<String> CURRENCIES = List.of("CNY", "GBP", "JPY");
  private static final int CUSTOMERS = 3_000;

  private final Random random = new Random(20261122);
  private MetricSql sql;
  private List<CustomerMetrics> rows = List.of();

  MetricSqlIT() {
    sql = newSql();
  }

  @BeforeEach
  void fill() {
    sql = newSql();
    database.jdbc().sql("truncate know_metric.customer_metric").update();
    rows = generate();
    sql.replace(everyone(), rows);
  }

  @Test
  void keepsWhatItWasGiven() {
    assertThat(sql.of(everyone())).isEqualTo(rows);
    assertThat(sql.currencies()).isEqualTo(CURRENCIES);
    assertThat(sql.customers())
        .isEqualTo(
            RoaringBitmap.bitmapOf(rows.stream().mapToInt(CustomerMetrics::customerNo).toArray()));
  }

  @Test
  void replacesOnlyTheRowsOfTheCustomersAskedFor() {
    var first = rows.getFirst();
    var second =
        rows.stream().filter(r -> r.customerNo() != first.customerNo()).findFirst().orElseThrow();
    var changed = new CustomerMetrics(first.customerNo(), "USD", 1, 0, 2, 300, 300, AS_OF, AS_OF);
    sql.replace(RoaringBitmap.bitmapOf(first.customerNo()), List.of(changed));

    assertThat(sql.of(RoaringBitmap.bitmapOf(first.customerNo()))).containsExactly(changed);
    assertThat(sql.of(RoaringBitmap.bitmapOf(second.customerNo()))).contains(second);

    sql.replace(RoaringBitmap.bitmapOf(first.customerNo()), List.of());
    assertThat(sql.of(RoaringBitmap.bitmapOf(first.customerNo()))).isEmpty();
  }

  @Test
  void countsRowsThatDifferAreMissingOrShouldNotBeThere() {
    assertThat(sql.differing(everyone(), () -> rows)).isZero();
    var other = new ArrayList<>(rows);
    other.removeFirst();
    assertThat(sql.differing(everyone(), () -> other)).isEqualTo(1);
    other.add(new CustomerMetrics(CUSTOMERS + 1, "CNY", 0, 1, 0, -5, 0, null, null));
    assertThat(sql.differing(everyone(), () -> other)).isEqualTo(2);
    other.set(0, new CustomerMetrics(1, "CNY", 0, 999, 0, 0, 0, null, null));
    assertThat(sql.differing(everyone(), () -> other)).isGreaterThan(2);
  }

  @Test
  void findsByEveryMetricWhatEachCustomerHas() {
    for (var metric : Metric.values()) {
      for (var currency : new @Nullable String[] {null, "CNY", "GBP"}) {
        if (metric.unit() == Metric.Unit.MONEY && currency == null) {
          continue;
        }
        var values = values(metric, currency);
        var sample = values.values().stream().sorted().toList();
        var low = sample.get(sample.size() / 3);
        var high = sample.get(sample.size() / 2);
        for (var range :
            List.of(
                new NumberRange(low, null),
                new NumberRange(null, high),
                new NumberRange(low, high),
                new NumberRange(low, low))) {
          for (var isOutside : List.of(false, true)) {
            var expected = new RoaringBitmap();
            values.forEach((no, value) -> {
              if (range.contains(value) != isOutside) {
                expected.add(no);
              }
            });
            var query = new MetricInRange(metric, currency, range, isOutside);
            assertThat(sql.find(query, AS_OF)).as("%s", query).isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void scoresAsTheDefinitionDoes() {
    var buyers = new TreeMap<Integer, List<CustomerMetrics>>();
    rows.stream()
        .filter(r -> r.orders() > 0)
        .forEach(r -> buyers.computeIfAbsent(r.customerNo(), _ -> new ArrayList<>()).add(r));
    var scores =
        Rfm.score(
            buyers.entrySet().stream()
                .map(e -> new Rfm.Buyer(e.getKey(), last(e.getValue()), orders(e.getValue()), 0))
                .toList());
    assertThat(sql.recency()).isEqualTo(sets(scores, Rfm.Scores::recency));
    assertThat(sql.frequency()).isEqualTo(sets(scores, Rfm.Scores::frequency));

    var money = new HashMap<Integer, Rfm.Scores>();
    for (var currency : CURRENCIES) {
      Rfm.score(
              rows.stream()
                  .filter(r -> r.orders() > 0 && r.currency().equals(currency))
                  .map(r -> new Rfm.Buyer(r.customerNo(), 0, 0, r.saleRevenueMinor()))
                  .toList())
          .forEach((no, s) -> money.merge(no, s, (a, b) -> a.money() > b.money() ? a : b));
    }
    assertThat(sql.money()).isEqualTo(sets(money, Rfm.Scores::money));
  }

  @Test
  void stagesBuyersAsTheRulesDo() {
    var buyers = new HashMap<Integer, List<CustomerMetrics>>();
    rows.stream()
        .filter(r -> r.orders() > 0)
        .forEach(r -> buyers.computeIfAbsent(r.customerNo(), _ -> new ArrayList<>()).add(r));
    var expected = new HashMap<LifecycleStage, RoaringBitmap>();
    buyers.forEach((no, own) -> {
      var lastOrderAt = Instant.EPOCH.plus(last(own), ChronoUnit.MICROS);
      var stage = LifecycleRules.STANDARD.stage(true, true, orders(own), lastOrderAt, AS_OF);
      expected.computeIfAbsent(stage, _ -> new RoaringBitmap()).add(no);
    });
    assertThat(sql.buyersByStage(LifecycleRules.STANDARD, AS_OF)).isEqualTo(expected);
    assertThat(expected).hasSize(5);
  }

  private Map<Integer, BigDecimal> values(Metric metric, @Nullable String currency) {
    var values = new HashMap<Integer, BigDecimal>();
    var byCustomer =
        rows.stream()
            .filter(r -> currency == null || r.currency().equals(currency))
            .collect(Collectors.groupingBy(CustomerMetrics::customerNo));
    byCustomer.forEach((no, own) ->
        own.stream()
            .flatMap(r -> r.value(metric, AS_OF).stream())
            .reduce(metric::together)
            .ifPresent(value -> values.put(no, value)));
    return values;
  }

  private List<CustomerMetrics> generate() {
    var generated = new ArrayList<CustomerMetrics>();
    for (int no = 1; no <= CUSTOMERS; no++) {
      for (var currency : CURRENCIES) {
        if (random.nextInt(3) > 0) {
          int orders = random.nextInt(6);
          // Whole days ago at the same time of day: orders lie exactly on the edges of stages.
          var last = AS_OF.minus(Duration.ofDays(random.nextInt(400)));
          var first = last.minus(Duration.ofSeconds(random.nextInt(100_000_000)));
          long revenue = random.nextInt(-100, 2_000) * 50L;
          generated.add(
              new CustomerMetrics(
                  no,
                  currency,
                  orders,
                  random.nextInt(3),
                  random.nextInt(20),
                  revenue - random.nextInt(300),
                  revenue,
                  orders == 0 ? null : first,
                  orders == 0 ? null : last));
        }
      }
    }
    generated.sort(
        Comparator.comparingInt(CustomerMetrics::customerNo)
            .thenComparing(CustomerMetrics::currency));
    return generated;
  }

  private static long last(List<CustomerMetrics> own) {
    return own.stream()
        .map(CustomerMetrics::lastOrderAt)
        .flatMap(at -> Optional.ofNullable(at).stream())
        .mapToLong(at -> ChronoUnit.MICROS.between(Instant.EPOCH, at))
        .max()
        .orElseThrow();
  }

  private static long orders(List<CustomerMetrics> own) {
    return own.stream().mapToLong(CustomerMetrics::orders).sum();
  }

  private static Map<String, RoaringBitmap> sets(
      Map<Integer, Rfm.Scores> scores, ToIntFunction<Rfm.Scores> score) {
    var sets = new TreeMap<String, RoaringBitmap>();
    scores.forEach((no, s) ->
        sets.computeIfAbsent(
                String.valueOf(score.applyAsInt(Objects.requireNonNull(s))),
                _ -> new RoaringBitmap())
            .add(no));
    return sets;
  }

  private static MetricSql newSql() {
    var transactions = database.transactionManager();
    return new MetricSql(
        database.dsl(), new NumberSets(database.dsl(), transactions), transactions);
  }

  private static RoaringBitmap everyone() {
    return RoaringBitmap.bitmapOfRange(1, CUSTOMERS + 2);
  }
}
