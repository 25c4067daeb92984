package io.quanyu.core.segment;

import io.quanyu.core.segment.SegmentCondition.AllOf;
import io.quanyu.core.segment.SegmentCondition.AnyOf;
import io.quanyu.core.segment.SegmentCondition.HasAttribute;
import io.quanyu.core.segment.SegmentCondition.HasMetric;
import io.quanyu.core.segment.SegmentCondition.HasTag;
import io.quanyu.core.segment.SegmentCondition.InSegment;
import io.quanyu.core.segment.SegmentCondition.Not;
import io.quanyu.core.segment.SegmentCondition.Performed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seeded customers and conditions in one small vocabulary, so that conditions hit and miss. */
public final class GeneratedSegments {

  /** The moment at which generated conditions are evaluated. */
  public static final Instant AS_OF = Instant.parse("2026-11-22T10:00:00Z");

  /** Segments that generated conditions refer to and generated customers may be in. */
  public static final List<UUID> SEGMENTS = List.of(new UUID(7, 1), new UUID(7, 2));

  private static final List<String> TAGS = List.of("gender", "channel", "level");
  private static final List<String> VALUES = List.of("a", "b", "c", "d");
  private static final List<String> CURRENCIES = List.of("CNY", "GBP");
  private static final List<String> ATTRIBUTES = List.of("size", "joined_on", "city");
  private static final List<String> ATTRIBUTE_VALUES =
      List.of("36", "36.5", "37", "2026-01-31", "2026-02-30", "2026-03-01", "Xi'an", "", "1e3");

  private final Random random;

  public GeneratedSegments(Random random) {
    this.random = random;
  }

  /** One customer with everything a condition can ask for. */
  public record Customer(
      int customerNo,
      Map<String, Set<String>> tags,
      Map<String, String> attributes,
      Map<Metric, Map<String, BigDecimal>> metrics,
      List<EventFact> events,
      Set<UUID> segments)
      implements CustomerFacts {

    @Override
    public Set<String> tagValues(String tag) {
      return tags.getOrDefault(tag, Set.of());
    }

    @Override
    public Optional<String> attribute(String attribute) {
      return Optional.ofNullable(attributes.get(attribute));
    }

    @Override
    public Optional<BigDecimal> metric(Metric metric, @Nullable String currency) {
      var values = metrics.getOrDefault(metric, Map.of());
      return currency == null
          ? values.values().stream().reduce(BigDecimal::add)
          : Optional.ofNullable(values.get(currency));
    }

    @Override
    public boolean isIn(UUID segmentId) {
      return segments.contains(segmentId);
    }
  }

  /** Customers with the numbers 0 to {@code count} − 1. */
  public List<Customer> customers(int count) {
    var customers = new ArrayList<Customer>();
    for (int no = 0; no < count; no++) {
      customers.add(customer(no));
    }
    return customers;
  }

  /** A condition of at most {@code depth} levels. */
  public SegmentCondition condition(int depth) {
    if (depth > 1 && random.nextInt(4) > 0) {
      return switch (random.nextInt(3)) {
        case 0 -> new AllOf(conditions(depth - 1));
        case 1 -> new AnyOf(conditions(depth - 1));
        default -> new Not(condition(depth - 1));
      };
    }
    return switch (random.nextInt(6)) {
      case 0 -> new HasTag(pick(TAGS), some(VALUES));
      case 1 -> attribute();
      case 2 -> metric();
      case 3, 4 -> performed();
      default -> new InSegment(pick(SEGMENTS));
    };
  }

  private List<SegmentCondition> conditions(int depth) {
    var conditions = new ArrayList<SegmentCondition>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      conditions.add(condition(depth));
    }
    return conditions;
  }

  /** A condition on attributes alone. */
  public SegmentCondition attribute() {
    var operator = pick(List.of(AttributeOperator.values()));
    var isDay = random.nextBoolean();
    var bounds = isDay ? List.of("2026-01-31", "2026-03-01") : List.of("36.5", "40");
    var values =
        switch (operator) {
          case IS, IS_NOT -> some(ATTRIBUTE_VALUES);
          case AT_LEAST, AT_MOST -> List.of(pick(bounds));
          case BETWEEN -> bounds;
          case EXISTS -> List.<String>of();
        };
    return new HasAttribute(pick(ATTRIBUTES), operator, values);
  }

  private SegmentCondition metric() {
    var metric = random.nextBoolean() ? Metric.ORDERS : Metric.AVERAGE_ORDER;
    var currency = metric == Metric.AVERAGE_ORDER || random.nextBoolean() ? pick(CURRENCIES) : null;
    var range = range();
    return new HasMetric(metric, currency, range.operator(), range.min(), range.max());
  }

  /** A condition on behaviour alone. */
  public Performed performed() {
    var measure = pick(List.of(Measure.values()));
    var isPurchase = random.nextBoolean();
    var property =
        switch (measure) {
          case COUNT -> null;
          case SUM, AVERAGE -> isPurchase ? "units" : "seconds";
          case DISTINCT -> isPurchase ? "sku" : "page";
        };
    var range = range();
    return new Performed(
        isPurchase ? Performed.PURCHASE : "page_viewed",
        measure,
        property,
        isPurchase && random.nextBoolean() ? pick(CURRENCIES) : null,
        range.operator(),
        range.min(),
        range.max(),
        window());
  }

  private TimeWindow window() {
    return switch (random.nextInt(3)) {
      case 0 -> new TimeWindow.Ever();
      case 1 -> new TimeWindow.Within(1 + random.nextInt(20));
      default ->
          new TimeWindow.Between(daysAgo(random.nextInt(10, 30)), daysAgo(random.nextInt(9)));
    };
  }

  private record Range(
      RangeOperator operator, @Nullable BigDecimal min, @Nullable BigDecimal max) {}

  private Range range() {
    var low = BigDecimal.valueOf(random.nextInt(-1, 9), random.nextInt(2));
    var high = low.add(BigDecimal.valueOf(random.nextInt(4)));
    return switch (pick(List.of(RangeOperator.values()))) {
      case AT_LEAST -> new Range(RangeOperator.AT_LEAST, low, null);
      case AT_MOST -> new Range(RangeOperator.AT_MOST, null, high);
      case BETWEEN -> new Range(RangeOperator.BETWEEN, low, high);
      case EXACTLY -> new Range(RangeOperator.EXACTLY, low, null);
    };
  }

  private Customer customer(int no) {
    var tags = new HashMap<String, Set<String>>();
    TAGS.stream().filter(_ -> random.nextBoolean()).forEach(t -> tags.put(t, set(some(VALUES))));
    var attributes = new HashMap<String, String>();
    ATTRIBUTES.stream()
        .filter(_ -> random.nextBoolean())
        .forEach(a -> attributes.put(a, pick(ATTRIBUTE_VALUES)));
    var metrics = new HashMap<Metric, Map<String, BigDecimal>>();
    for (var metric : List.of(Metric.ORDERS, Metric.AVERAGE_ORDER)) {
      var values = new HashMap<String, BigDecimal>();
      CURRENCIES.stream()
          .filter(_ -> random.nextBoolean())
          .forEach(c -> values.put(c, BigDecimal.valueOf(random.nextInt(6))));
      metrics.put(metric, values);
    }
    var events = new ArrayList<EventFact>();
    for (int i = random.nextInt(7); i > 0; i--) {
      events.add(event());
    }
    var segments = new HashSet<UUID>();
    SEGMENTS.stream().filter(_ -> random.nextBoolean()).forEach(segments::add);
    return new Customer(no, tags, attributes, metrics, events, segments);
  }

  private EventFact event() {
    // Whole days ago at the same time of day: events lie exactly on the edges of windows.
    var at = daysAgo(random.nextInt(30));
    if (random.nextBoolean()) {
      return new EventFact(
          Performed.PURCHASE,
          at,
          pick(CURRENCIES),
          Map.of("units", BigDecimal.valueOf(1 + random.nextInt(4))),
          Map.of("sku", set(some(VALUES))));
    }
    return new EventFact(
        "page_viewed",
        at,
        null,
        random.nextBoolean()
            ? Map.of("seconds", BigDecimal.valueOf(random.nextInt(60), 1))
            : Map.of(),
        random.nextBoolean() ? Map.of("page", Set.of(pick(VALUES))) : Map.of());
  }

  private static Instant daysAgo(int days) {
    return AS_OF.minus(Duration.ofDays(days));
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private List<String> some(List<String> values) {
    var some = new ArrayList<String>();
    some.add(pick(values));
    values.stream().filter(v -> !some.contains(v) && random.nextInt(4) == 0).forEach(some::add);
    return some;
  }

  private static Set<String> set(List<String> values) {
    return new HashSet<>(values);
  }
}
