package io.quanyu.reach.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quanyu.core.contact.AudiencePlan;
import io.quanyu.core.contact.AudiencePlan.ChannelFacts;
import io.quanyu.core.contact.ControlDraw;
import io.quanyu.core.contact.ControlGroups;
import io.quanyu.reach.broadcast.EffectReport;
import io.quanyu.reach.broadcast.EffectReport.GroupFigures;
import io.quanyu.reach.broadcast.EffectReport.Interval;
import io.quanyu.reach.broadcast.internal.AudienceStore.Part;
import io.quanyu.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

/**
 * 200 broadcasts with a known true effect, each with its own draw of the control group and its own
 * orders as facts in PostgreSQL: what the report says must hold.
 */
class BroadcastEffectIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

  /** Windows of 14 days that do not overlap, with days before and after. */
  private static final Duration APART = Duration.ofDays(20);

  private static final int BROADCASTS = 200;
  private static final int CUSTOMERS = 3_000;
  private static final int CONTROL_BP = 3_000;
  private static final double BASE_RATE = 0.08;
  private static final double LIFT = 0.30;
  private static final int MEAN_SPEND_MINOR = 20_000;

  private static final List<UUID> IDS = new ArrayList<>();

  private final BroadcastFixture fixture = new BroadcastFixture(database, START);

  @BeforeAll
  static void broadcastsAndOrders() {
    var fixture = new BroadcastFixture(database, START);
    var nobody = new RoaringBitmap();
    var facts =
        new ChannelFacts(
            "brand",
            RoaringBitmap.bitmapOfRange(1, CUSTOMERS + 1L),
            nobody,
            nobody,
            nobody,
            nobody,
            nobody,
            nobody,
            RoaringBitmap::clone);
    for (int seed = 1; seed <= BROADCASTS; seed++) {
      var launchedAt = START.plus(APART.multipliedBy(seed));
      fixture.clock.set(launchedAt);
      var id = fixture.approved(null, CONTROL_BP, 0);
      var plan =
          AudiencePlan.of(
              RoaringBitmap.bitmapOfRange(1, CUSTOMERS + 1L),
              List.of(facts),
              new ControlGroups(
                  new ControlDraw("global", 0), new ControlDraw("seed" + seed, CONTROL_BP)));
      fixture.audiences.save(id, plan);
      fixture.running.launched(id, "qy-000000", launchedAt, null, launchedAt);
      IDS.add(id);
      insertOrders(seed, plan.chosen(), launchedAt, new SplittableRandom(seed));
    }
  }

  /** Chosen customers buy with the base rate and the lift, all others with the base rate. */
  private static void insertOrders(
      int seed, RoaringBitmap chosen, Instant launchedAt, SplittableRandom random) {
    record Order(int customerNo, Instant placedAt, String kind, String currency, long netMinor) {}
    List<Order> orders = new ArrayList<>();
    var window = Duration.ofDays(BroadcastFixture.EFFECT_DAYS);
    for (int no = 1; no <= CUSTOMERS; no++) {
      double rate = chosen.contains(no) ? BASE_RATE * (1 + LIFT) : BASE_RATE;
      if (random.nextDouble() < rate) {
        int count = random.nextInt(5) == 0 ? 2 : 1;
        for (int i = 0; i < count; i++) {
          // Exponential spend, the same in both groups; two orders share it.
          long spend = Math.round(-Math.log(1 - random.nextDouble()) * MEAN_SPEND_MINOR / count);
          var at = launchedAt.plusMillis(random.nextLong(window.toMillis()));
          orders.add(new Order(no, at, "SALE", "CNY", spend));
        }
      }
      // What must not count: outside of the window, cancelled, another currency.
      switch (random.nextInt(60)) {
        case 0 -> orders.add(new Order(no, launchedAt.minusMillis(1), "SALE", "CNY", 9_999));
        case 1 -> orders.add(new Order(no, launchedAt.plus(window), "SALE", "CNY", 9_999));
        case 2 -> orders.add(new Order(no, launchedAt, "CANCELLATION", "CNY", -9_999));
        case 3 -> orders.add(new Order(no, launchedAt, "SALE", "EUR", 9_999));
        default -> {}
      }
    }
    database
        .transactions()
        .executeWithoutResult(_ ->
            database
                .bulkCopy()
                .into(
                    "know_purchase.purchase",
                    List.of(
                        "purchase_no",
                        "channel",
                        "order_no",
                        "kind",
                        "placed_at",
                        "account_no",
                        "customer_no",
                        "currency",
                        "net_minor",
                        "units",
                        "line_count"),
                    rows -> {
                      for (int i = 0; i < orders.size(); i++) {
                        var order = orders.get(i);
                        long no = seed * 100_000L + i;
                        rows.add(
                            no,
                            "shop",
                            String.valueOf(no),
                            order.kind(),
                            order.placedAt(),
                            order.customerNo(),
                            order.customerNo(),
                            order.currency(),
                            order.netMinor(),
                            BigDecimal.ONE,
                            1);
                      }
                    }));
  }

  @Test
  void theIntervalHoldsTheTrueEffectAsOftenAsItSays() {
    double trueDifference = BASE_RATE * LIFT;
    // The mean number of orders does not matter: two orders share one spend.
    double trueRevenue = trueDifference * MEAN_SPEND_MINOR;
    int lift = 0;
    int difference = 0;
    int revenue = 0;
    for (var id : IDS) {
      var effect = fixture.reporting.effect(id);
      lift += covers(effect.shareLift(), LIFT) ? 1 : 0;
      difference += covers(effect.shareDifference(), trueDifference) ? 1 : 0;
      revenue += covers(effect.revenueDifferenceMinor(), trueRevenue) ? 1 : 0;
    }
    assertThat(lift).as("lift of 200").isBetween(184, 196);
    assertThat(difference).as("difference of 200").isBetween(184, 196);
    assertThat(revenue).as("revenue of 200").isBetween(184, 196);
  }

  @Test
  void theFiguresAreThoseThatPlainSqlCounts() {
    for (var id : IDS.subList(0, 20)) {
      var effect = fixture.reporting.effect(id);
      assertThat(effect.treated()).isEqualTo(recounted(id, effect, Part.CHOSEN));
      assertThat(effect.control()).isEqualTo(recounted(id, effect, Part.CONTROL));
      assertThat(effect.until())
          .isEqualTo(effect.from().plus(Duration.ofDays(BroadcastFixture.EFFECT_DAYS)));
      var treated = effect.treated();
      var control = effect.control();
      double difference =
          (double) treated.buyers() / treated.customers()
              - (double) control.buyers() / control.customers();
      assertThat(value(effect.shareDifference())).isCloseTo(difference, within(1e-9));
      assertThat(value(effect.revenueDifferenceMinor()))
          .isCloseTo(
              (double) treated.revenueMinor() / treated.customers()
                  - (double) control.revenueMinor() / control.customers(),
              within(1e-6));
    }
  }

  @Test
  void theWindowIsOverWhenItsTimeHasCome() {
    var id = IDS.getFirst();
    var until = fixture.reporting.effect(id).until();
    fixture.clock.set(until.minusMillis(1));
    assertThat(fixture.reporting.effect(id).isOver()).isFalse();
    fixture.clock.set(until);
    assertThat(fixture.reporting.effect(id).isOver()).isTrue();
  }

  private GroupFigures recounted(UUID id, EffectReport effect, Part part) {
    var members = fixture.audiences.load(id, part);
    return database
        .jdbc()
        .sql(
            """
            select count(distinct customer_no), count(*), coalesce(sum(net_minor), 0)
            from know_purchase.purchase
            where kind = 'SALE' and currency = 'CNY' and placed_at >= ? and placed_at < ?
              and customer_no = any (?)
            """)
        .params(Timestamp.from(effect.from()), Timestamp.from(effect.until()), members.toArray())
        .query((row, _) ->
            new GroupFigures(
                members.getLongCardinality(), row.getLong(1), row.getLong(2), row.getLong(3)))
        .single();
  }

  private static boolean covers(Interval interval, double truth) {
    return orElse(interval.low(), Double.NEGATIVE_INFINITY) <= truth
        && truth <= orElse(interval.high(), Double.POSITIVE_INFINITY);
  }

  private static double value(Interval interval) {
    return orElse(interval.value(), Double.NaN);
  }

  private static double orElse(@Nullable Double number, double other) {
    return number == null ? other : number;
  }
}
