package io.quanyu.core.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.segment.SegmentCondition.AllOf;
import io.quanyu.core.segment.SegmentCondition.HasAttribute;
import io.quanyu.core.segment.SegmentCondition.HasMetric;
import io.quanyu.core.segment.SegmentCondition.HasTag;
import io.quanyu.core.segment.SegmentCondition.Not;
import io.quanyu.core.segment.SegmentCondition.Performed;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SegmentConditionTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void readsWhatTheConsoleSends() {
    var json =
        """
        {"type":"all_of","conditions":[
          {"type":"tag","tag":"lifecycle_stage","values":["loyal","repeat"]},
          {"type":"not","condition":{"type":"attribute","attribute":"city","operator":"exists","values":[]}},
          {"type":"metric","metric":"net_revenue","currency":"CNY","operator":"at_least","min":100000},
          {"type":"performed","event":"purchase","measure":"count","operator":"between",
           "min":1,"max":3,"window":{"type":"within","days":30}}]}
        """;
    assertThat(JSON.readValue(json, SegmentCondition.class))
        .isEqualTo(
            new AllOf(
                List.of(
                    new HasTag("lifecycle_stage", List.of("loyal", "repeat")),
                    new Not(new HasAttribute("city", AttributeOperator.EXISTS, List.of())),
                    new HasMetric(
                        Metric.NET_REVENUE,
                        "CNY",
                        RangeOperator.AT_LEAST,
                        BigDecimal.valueOf(100_000),
                        null),
                    new Performed(
                        "purchase",
                        Measure.COUNT,
                        null,
                        null,
                        RangeOperator.BETWEEN,
                        BigDecimal.ONE,
                        BigDecimal.valueOf(3),
                        new TimeWindow.Within(30)))));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void survivesJson(long seed) {
    var generator = new GeneratedSegments(new Random(seed));
    for (int i = 0; i < 200; i++) {
      var condition = generator.condition(4);
      var json = JSON.writerFor(SegmentCondition.class).writeValueAsString(condition);
      assertThat(JSON.readValue(json, SegmentCondition.class)).as(json).isEqualTo(condition);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"all_of\",\"conditions\":[]}",
        "{\"type\":\"any_of\"}",
        "{\"type\":\"all_of\",\"conditions\":[null]}",
        "{\"type\":\"not\"}",
        "{\"type\":\"tag\",\"tag\":\"gender\",\"values\":[]}",
        "{\"type\":\"tag\",\"tag\":\" \",\"values\":[\"f\"]}",
        "{\"type\":\"attribute\",\"attribute\":\"age\",\"operator\":\"at_least\",\"values\":[\"old\"]}",
        "{\"type\":\"attribute\",\"attribute\":\"age\",\"operator\":\"between\",\"values\":[\"9\",\"1\"]}",
        "{\"type\":\"attribute\",\"attribute\":\"age\",\"operator\":\"between\",\"values\":[\"9\",\"2026-01-01\"]}",
        "{\"type\":\"attribute\",\"attribute\":\"age\",\"operator\":\"exists\",\"values\":[\"1\"]}",
        "{\"type\":\"metric\",\"metric\":\"orders\",\"operator\":\"at_least\"}",
        "{\"type\":\"metric\",\"metric\":\"orders\",\"operator\":\"between\",\"min\":3,\"max\":1}",
        "{\"type\":\"metric\",\"metric\":\"orders\",\"operator\":\"exactly\",\"min\":1,\"max\":2}",
        "{\"type\":\"metric\",\"metric\":\"orders\",\"operator\":\"at_least\",\"min\":1e999999999}",
        "{\"type\":\"metric\",\"metric\":\"net_revenue\",\"operator\":\"at_least\",\"min\":1}",
        "{\"type\":\"metric\",\"metric\":\"orders\",\"currency\":\"yuan\",\"operator\":\"at_least\",\"min\":1}",
        "{\"type\":\"metric\",\"metric\":\"happiness\",\"operator\":\"at_least\",\"min\":1}",
        "{\"type\":\"performed\",\"event\":\"purchase\",\"measure\":\"sum\",\"operator\":\"at_least\",\"min\":1,\"window\":{\"type\":\"ever\"}}",
        "{\"type\":\"performed\",\"event\":\"purchase\",\"measure\":\"count\",\"operator\":\"at_least\",\"min\":1}",
        "{\"type\":\"performed\",\"event\":\"purchase\",\"measure\":\"count\",\"operator\":\"at_least\",\"min\":1,\"window\":{\"type\":\"within\"}}",
        "{\"type\":\"performed\",\"event\":\"purchase\",\"measure\":\"sum\",\"property\":\"revenue\",\"operator\":\"at_least\",\"min\":1,\"window\":{\"type\":\"ever\"}}",
        "{\"type\":\"in_segment\"}",
        "{\"type\":\"everyone\"}"
      })
  void refusesWhatMeansNothing(String json) {
    assertThatThrownBy(() -> JSON.readValue(json, SegmentCondition.class))
        .isInstanceOf(tools.jackson.core.JacksonException.class);
  }

  @Test
  void treatsEqualBoundsAlikeWhateverTheirScale() {
    assertThat(orders("2.50")).isEqualTo(orders("2.5"));
    assertThat(orders("100")).isEqualTo(orders("1E+2"));
    assertThat(orders("0.00")).isEqualTo(orders("0"));
  }

  private static HasMetric orders(String min) {
    return new HasMetric(Metric.ORDERS, null, RangeOperator.AT_LEAST, new BigDecimal(min), null);
  }
}
