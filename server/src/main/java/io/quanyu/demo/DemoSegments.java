package io.quanyu.demo;

import io.quanyu.core.segment.Measure;
import io.quanyu.core.segment.Metric;
import io.quanyu.core.segment.RangeOperator;
import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.core.segment.SegmentCondition.AllOf;
import io.quanyu.core.segment.SegmentCondition.HasMetric;
import io.quanyu.core.segment.SegmentCondition.HasTag;
import io.quanyu.core.segment.SegmentCondition.Not;
import io.quanyu.core.segment.SegmentCondition.Performed;
import io.quanyu.core.segment.TimeWindow;
import io.quanyu.demo.generator.DemoBrand;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds the segments that a retailer asks for first, through the API, and reads their sizes. */
final class DemoSegments {

  private static final String ADD_TO_CART = "add_to_cart";
  private static final String COUPON_CLAIM = "coupon_claim";
  private static final String PRODUCT_VIEW = "product_view";

  /** Everybody who may buy a second time: what the demo's broadcast asks for. */
  static final String ONE_TIME_BUYERS = "首购未复购 One-time buyers";

  private final DemoServer server;

  /**
   * Days that passed since the export; added to windows, so that an old demo still finds people.
   */
  private final int ageDays;

  DemoSegments(DemoServer server, LocalDate asOf, LocalDate today) {
    this.server = server;
    ageDays = (int) Math.max(0, ChronoUnit.DAYS.between(asOf, today));
  }

  private record Wanted(
      String nameZh, String nameEn, String description, SegmentCondition condition) {
    String name() {
      return nameZh + " " + nameEn;
    }
  }

  /**
   * Creates the segments that are missing and returns the size of each by name, in a fixed order.
   */
  Map<String, Long> ensure() {
    Map<String, JsonNode> existing = existing();
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Wanted wanted : wanted()) {
      JsonNode segment = existing.get(wanted.name());
      sizes.put(wanted.name(), (segment == null ? create(wanted) : segment).path("size").asLong());
    }
    return sizes;
  }

  /**
   * The id of a segment that was built.
   *
   * @throws DemoFailure if somebody deleted it
   */
  String idOf(String name) {
    JsonNode segment = existing().get(name);
    if (segment == null) {
      throw new DemoFailure("the segment is gone: " + name);
    }
    return segment.path("id").asString();
  }

  private Map<String, JsonNode> existing() {
    Map<String, JsonNode> segments = new HashMap<>();
    @Nullable String cursor = null;
    do {
      JsonNode page =
          server.get("/api/segments?limit=200" + (cursor == null ? "" : "&cursor=" + cursor));
      for (JsonNode segment : page.path("items")) {
        segments.put(segment.path("name").asString(), segment);
      }
      cursor = DemoServer.textOf(page, "nextCursor");
    } while (cursor != null);
    return segments;
  }

  private JsonNode create(Wanted wanted) {
    ObjectNode draft = DemoServer.JSON.createObjectNode();
    draft.put("name", wanted.name());
    draft.put("description", wanted.description());
    draft.set("condition", DemoServer.JSON.valueToTree(wanted.condition()));
    return server.post("/api/segments", draft, UUID.randomUUID().toString());
  }

  private List<Wanted> wanted() {
    return List.of(
        new Wanted(
            "高价值会员",
            "Champions",
            "R、F、M 都在 4 分以上。 Recency, frequency and money all score 4 or 5.",
            new AllOf(
                List.of(
                    new HasTag("rfm_recency", List.of("4", "5")),
                    new HasTag("rfm_frequency", List.of("4", "5")),
                    new HasTag("rfm_monetary", List.of("4", "5"))))),
        new Wanted(
            "沉睡老客",
            "Sleeping regulars",
            "买过三次以上，但超过半年没有下单。 Three orders or more, the last over half a year ago.",
            new AllOf(
                List.of(
                    orders(3, null),
                    new HasMetric(
                        Metric.DAYS_SINCE_LAST_ORDER,
                        DemoBrand.CURRENCY,
                        RangeOperator.AT_LEAST,
                        BigDecimal.valueOf(180L + ageDays),
                        null)))),
        new Wanted("首购未复购", "One-time buyers", "只买过一次。 Bought exactly once.", orders(1, 1)),
        new Wanted(
            "加购未买",
            "Left in the cart",
            "30 天内加过购物车，但没有下单。 Added to the cart within 30 days and did not buy.",
            new AllOf(List.of(did(ADD_TO_CART, 1, 30), new Not(did(Performed.PURCHASE, 1, 30))))),
        new Wanted(
            "领券未用",
            "Coupon in hand",
            "60 天内领过券，30 天内没有下单。 Claimed a coupon within 60 days, no order within 30.",
            new AllOf(List.of(did(COUPON_CLAIM, 1, 60), new Not(did(Performed.PURCHASE, 1, 30))))),
        new Wanted(
            "浏览活跃的会员",
            "Keen browsers",
            "90 天内看过 8 次以上商品。 Looked at products eight times or more within 90 days.",
            did(PRODUCT_VIEW, 8, 90)),
        new Wanted(
            "线上线下都买",
            "Online and in shops",
            "天猫和门店都有账号。 Known both on Tmall and in shops.",
            new AllOf(
                List.of(
                    new HasTag("channel", List.of("tmall")),
                    new HasTag("channel", List.of("pos"))))),
        new Wanted(
            "从未购买",
            "Never bought",
            "有联系方式，但还没有订单。 Known, but without any order.",
            new Not(orders(1, null))));
  }

  private static HasMetric orders(long min, @Nullable Integer max) {
    return new HasMetric(
        Metric.ORDERS,
        DemoBrand.CURRENCY,
        max == null ? RangeOperator.AT_LEAST : RangeOperator.BETWEEN,
        BigDecimal.valueOf(min),
        max == null ? null : BigDecimal.valueOf(max));
  }

  private Performed did(String event, long times, int days) {
    return new Performed(
        event,
        Measure.COUNT,
        null,
        null,
        RangeOperator.AT_LEAST,
        BigDecimal.valueOf(times),
        null,
        new TimeWindow.Within(days + ageDays));
  }
}
