package io.quanyu.know.history.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.segment.LeafQuery.BehaviourInRange;
import io.quanyu.core.segment.Measure;
import io.quanyu.core.segment.NumberRange;
import io.quanyu.core.segment.SegmentCondition.Performed;
import io.quanyu.core.segment.TimeWindow;
import io.quanyu.know.history.BehaviourEvent;
import io.quanyu.know.history.MovedAccount;
import io.quanyu.know.history.ResolvedBatch;
import io.quanyu.know.history.ResolvedOrderLine;
import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.know.segment.spi.BehaviourSource.EventField;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** Conditions on behaviour, asked of the tables that the stream fills. */
class BehaviourAnswersTests {

  private static final Instant NOW = OpenHistory.NOW;
  private static final UUID FILE = new UUID(0, 1);

  @TempDir Path folder;

  private final MemoryLog log = new MemoryLog();
  private OpenHistory open;
  private BehaviourAnswers answers;
  private long lineNo;

  @BeforeEach
  void open() {
    open = new OpenHistory(folder, log);
    answers = new BehaviourAnswers(open.tables, open.history);
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void countsOrdersAndNotTheirLines() {
    take(
        line(1, "O1", OrderKind.SALE, ItemKind.PRODUCT, "2", 2_000),
        line(1, "O1", OrderKind.SALE, ItemKind.CHARGE, "1", 600),
        line(1, "O2", OrderKind.SALE, ItemKind.PRODUCT, "1", 1_000),
        line(1, "C3", OrderKind.CANCELLATION, ItemKind.PRODUCT, "-1", -1_000),
        line(2, "O4", OrderKind.SALE, ItemKind.PRODUCT, "1", 500),
        line(2, "O5", OrderKind.STOCK_CORRECTION, ItemKind.PRODUCT, "-9", 0));

    assertThat(answers.find(purchases(Measure.COUNT, null, 2, 2), NOW)).isEqualTo(only(1));
    assertThat(answers.measure(purchases(Measure.COUNT, null, 0, 9), 1, NOW)).contains(number(2));
    assertThat(answers.measure(purchases(Measure.COUNT, null, 0, 9), 2, NOW)).contains(number(1));
    assertThat(measured(Measure.SUM, "units", 1)).isEqualByComparingTo("3");
    assertThat(measured(Measure.SUM, "revenue", 1)).isEqualByComparingTo("3600");
    assertThat(measured(Measure.AVERAGE, "revenue", 1)).isEqualByComparingTo("1800");
    assertThat(answers.find(purchases(Measure.SUM, "revenue", 3_600, 3_600), NOW))
        .isEqualTo(only(1));
  }

  @Test
  void aNumberTheWarehouseNeverSawMeasuresNothing() {
    take(line(1, "O1", OrderKind.SALE, ItemKind.PRODUCT, "1", 100));

    assertThat(answers.measure(purchases(Measure.COUNT, null, 0, 9), 77, NOW)).isEmpty();
  }

  @Test
  void factsFollowTheirAccountAlsoAfterTheyWereSealed() {
    take(
        line(1, "O1", OrderKind.SALE, ItemKind.PRODUCT, "1", 100),
        line(2, "O2", OrderKind.SALE, ItemKind.PRODUCT, "1", 100));
    assertThat(open.sealing.seal()).isEqualTo(2);
    log.add(new ResolvedBatch(List.of(new MovedAccount(2, 1)), List.of(), List.of()));
    open.catchUp();

    assertThat(answers.find(purchases(Measure.COUNT, null, 1, 9), NOW)).isEqualTo(only(1));
    assertThat(answers.measure(purchases(Measure.COUNT, null, 0, 9), 1, NOW)).contains(number(2));
    assertThat(answers.measure(purchases(Measure.COUNT, null, 0, 9), 2, NOW)).isEmpty();
  }

  @Test
  void aWindowOfDaysBeginsSoManyTimes24HoursAgo() {
    var weekAgo = NOW.minus(Duration.ofDays(7));
    takeEvents(
        event(1, "page_view", weekAgo.minusMillis(1), Map.of()),
        event(2, "page_view", weekAgo, Map.of()),
        event(3, "page_view", NOW, Map.of()),
        event(4, "add_to_cart", NOW, Map.of()));

    var within =
        new BehaviourInRange(
            "page_view", Measure.COUNT, null, null, new TimeWindow.Within(7), range(1, 9), false);

    assertThat(answers.find(within, NOW)).isEqualTo(only(2, 3));
    assertThat(answers.measure(within, 1, NOW)).isEmpty();
  }

  @Test
  void offersEveryEventWithThePropertiesItEverHad() {
    assertThat(answers.events()).extracting(EventField::event).containsExactly("purchase");

    takeEvents(
        event(1, "page_view", NOW, Map.of("page", "home")),
        event(1, "page_view", NOW, Map.of("seconds", "3", "page", "cart")),
        event(2, "add_to_cart", NOW, Map.of()));

    assertThat(answers.events())
        .as("known events are asked for again when the data has another version")
        .containsExactly(
            new EventField("purchase", List.of("revenue", "units", "sku", "store", "channel")),
            new EventField("add_to_cart", List.of()),
            new EventField("page_view", List.of("page", "seconds")));
  }

  @Test
  void waitsForWhatIsCommittedAndNoLongerThanItIsTold() throws Exception {
    log.add(batch(line(1, "O1", OrderKind.SALE, ItemKind.PRODUCT, "1", 100)));
    var version = answers.version();
    answers.awaitCommitted(Duration.ofMillis(1));
    assertThat(answers.version()).as("gave up waiting").isEqualTo(version);

    try (var waiters = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting =
          waiters.submit(() -> {
            answers.awaitCommitted(Duration.ofMinutes(1));
            return answers.version();
          });
      open.catchUp();
      assertThat(waiting.get()).isEqualTo(version + 1);
    }
  }

  private BigDecimal measured(Measure measure, String property, int customer) {
    return answers.measure(purchases(measure, property, 0, 1), customer, NOW).orElseThrow();
  }

  private static BehaviourInRange purchases(
      Measure measure, @Nullable String property, int min, int max) {
    var currency = "revenue".equals(property) ? "CNY" : null;
    return new BehaviourInRange(
        Performed.PURCHASE,
        measure,
        property,
        currency,
        new TimeWindow.Ever(),
        range(min, max),
        false);
  }

  private static NumberRange range(int min, int max) {
    return new NumberRange(number(min), number(max));
  }

  private static BigDecimal number(int number) {
    return BigDecimal.valueOf(number);
  }

  private static RoaringBitmap only(int... customers) {
    return RoaringBitmap.bitmapOf(customers);
  }

  private void take(ResolvedOrderLine... lines) {
    log.add(batch(lines));
    open.catchUp();
  }

  private static ResolvedBatch batch(ResolvedOrderLine... lines) {
    return new ResolvedBatch(List.of(), List.of(lines), List.of());
  }

  private void takeEvents(BehaviourEvent... events) {
    log.add(new ResolvedBatch(List.of(), List.of(), List.of(events)));
    open.catchUp();
  }

  /** Account and customer have the same number until the account moves. */
  private ResolvedOrderLine line(
      int who, String orderNo, OrderKind kind, ItemKind item, String quantity, long minor) {
    return new ResolvedOrderLine(
        FILE,
        ++lineNo,
        who,
        who,
        "shop",
        orderNo,
        kind,
        NOW.minus(Duration.ofDays(3)),
        null,
        "CNY",
        item == ItemKind.CHARGE ? "POST" : "A",
        item,
        new BigDecimal(quantity),
        minor);
  }

  private BehaviourEvent event(int who, String event, Instant at, Map<String, String> properties) {
    return new BehaviourEvent(FILE, ++lineNo, who, who, "app", event, at, properties);
  }
}
