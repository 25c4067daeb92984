package io.quanyu.know.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.segment.LeafQuery.AttributeMatches;
import io.quanyu.core.segment.LeafQuery.BehaviourInRange;
import io.quanyu.core.segment.TagIndex;
import io.quanyu.know.metric.CustomerMetrics;
import io.quanyu.know.metric.internal.MetricSql;
import io.quanyu.know.segment.spi.AttributeField;
import io.quanyu.know.segment.spi.AttributeSource;
import io.quanyu.know.segment.spi.BehaviourSource;
import io.quanyu.know.segment.spi.CustomerDirectory;
import io.quanyu.know.tag.Tags;
import io.quanyu.know.tag.internal.TagSnapshots;
import io.quanyu.platform.scope.spi.CustomersOfScope;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerClient.Answer;
import io.quanyu.testing.ServerTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Segments over HTTP: 100 customers, of whom 1–60 are women and 41–100 buyers. */
@ServerTest
class SegmentsIT {

  private static final String WOMEN = "{\"type\":\"tag\",\"tag\":\"gender\",\"values\":[\"f\"]}";
  private static final String MEN = "{\"type\":\"tag\",\"tag\":\"gender\",\"values\":[\"m\"]}";
  private static final String BUYERS =
      "{\"type\":\"metric\",\"metric\":\"orders\",\"operator\":\"at_least\",\"min\":1}";
  private static final String VIEWERS =
      "{\"type\":\"performed\",\"event\":\"page_view\",\"measure\":\"count\","
          + "\"operator\":\"at_least\",\"min\":1,\"window\":{\"type\":\"ever\"}}";
  private static final String BUYING_WOMEN =
      "{\"type\":\"all_of\",\"conditions\":[" + WOMEN + "," + BUYERS + "]}";

  private static final AtomicBoolean IS_WAREHOUSE_DOWN = new AtomicBoolean();

  /** The parts that other modules contribute, small enough to read. */
  @TestConfiguration(proxyBeanMethods = false)
  static class HundredCustomers {

    @Bean
    @Primary
    CustomersOfScope hundredNumbers() {
      return _ -> RoaringBitmap.bitmapOfRange(1, 101);
    }

    @Bean
    @Primary
    CustomerDirectory hundredCustomers() {
      return new CustomerDirectory() {
        @Override
        public OptionalInt customerNo(UUID customerId) {
          return customerId.getMostSignificantBits() == 0
              ? OptionalInt.of((int) customerId.getLeastSignificantBits())
              : OptionalInt.empty();
        }

        @Override
        public List<?> summaries(List<Integer> customerNos) {
          return customerNos.stream().map(no -> Map.of("customerNo", no)).toList();
        }
      };
    }

    @Bean
    @Primary
    AttributeSource evenAndOdd() {
      return new AttributeSource() {
        @Override
        public List<AttributeField> attributes() {
          return List.of(
              new AttributeField("parity", AttributeField.Type.TEXT, List.of("even", "odd")));
        }

        @Override
        public RoaringBitmap find(AttributeMatches query) {
          var found = new RoaringBitmap();
          for (int no = 1; no <= 100; no++) {
            if (value(no, query.attribute()).filter(query.values()::contains).isPresent()) {
              found.add(no);
            }
          }
          return found;
        }

        @Override
        public Optional<String> value(int customerNo, String attribute) {
          return attribute.equals("parity")
              ? Optional.of(customerNo % 2 == 0 ? "even" : "odd")
              : Optional.empty();
        }
      };
    }

    @Bean
    @Primary
    BehaviourSource viewsOfTheFirstTen() {
      return new BehaviourSource() {
        @Override
        public List<EventField> events() {
          return List.of(new EventField("page_view", List.of("page")));
        }

        @Override
        public RoaringBitmap find(BehaviourInRange query, Instant asOf) {
          if (IS_WAREHOUSE_DOWN.get()) {
            throw new IllegalStateException("the warehouse does not answer");
          }
          return RoaringBitmap.bitmapOfRange(1, 11);
        }

        @Override
        public Optional<BigDecimal> measure(BehaviourInRange query, int customerNo, Instant asOf) {
          return customerNo <= 10 ? Optional.of(BigDecimal.TEN) : Optional.empty();
        }

        @Override
        public long version() {
          return 7;
        }

        @Override
        public void awaitCommitted(Duration atMost) {}
      };
    }
  }

  private final ServerClient client;
  private final Segments segments;
  private final Tags tags;
  private final TagSnapshots snapshots;
  private final MetricSql metrics;
  private final JdbcClient jdbc;

  SegmentsIT(
      Environment environment,
      Segments segments,
      Tags tags,
      TagSnapshots snapshots,
      MetricSql metrics,
      JdbcClient jdbc) {
    this.client = ServerClient.commandLine(environment);
    this.segments = segments;
    this.tags = tags;
    this.snapshots = snapshots;
    this.metrics = metrics;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void fill() {
    jdbc.sql("truncate know_segment.segment").update();
    tag(RoaringBitmap.bitmapOfRange(1, 61));
    var buyers = RoaringBitmap.bitmapOfRange(41, 101);
    var at = Instant.parse("2026-11-01T00:00:00Z");
    metrics.replace(
        buyers,
        buyers.stream()
            .mapToObj(no -> new CustomerMetrics(no, "CNY", 2, 0, 3, 5_000, 5_000, at, at))
            .toList());
  }

  @Test
  void createsCountsAndShowsASegment() {
    var created = create("Buying women", BUYING_WOMEN, "a");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.json().path("size").asInt()).isEqualTo(20);
    var id = id(created);
    assertThat(created.header("Location")).isEqualTo("/api/segments/" + id);

    var read = client.get("/api/segments/" + id).json();
    assertThat(read.path("name").asString()).isEqualTo("Buying women");
    assertThat(read.path("condition").path("type").asString()).isEqualTo("all_of");
    assertThat(read.path("condition").path("conditions").path(0).path("type").asString())
        .isEqualTo("tag");
    assertThat(segments.members(id)).isEqualTo(RoaringBitmap.bitmapOfRange(41, 61));
  }

  @Test
  void createsOnceForOneKey() {
    var first = create("Women", WOMEN, "same");
    var again = create("Women", WOMEN, "same");
    assertThat(id(again)).isEqualTo(id(first));
    assertThat(create("Men", MEN, "same").status()).isEqualTo(409);
    assertThat(client.get("/api/segments").json().path("total").asInt()).isEqualTo(1);
  }

  @Test
  void replacesOnlyTheVersionThatWasRead() {
    var id = id(create("Women", WOMEN, "v"));
    var draft = draft("Men", MEN);
    var replaced = put(id, draft, "\"1\"");
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.header("ETag")).isEqualTo("\"2\"");
    assertThat(replaced.json().path("size").asInt()).isEqualTo(40);

    var stale = put(id, draft, "\"1\"");
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.json().path("type").asString())
        .isEqualTo("/problems/know.segment/segment-changed");
    assertThat(put(id, draft, null).status()).isEqualTo(400);
    assertThat(put(new UUID(1, 1), draft, "\"1\"").status()).isEqualTo(404);
  }

  @Test
  void keepsReferencesWhole() {
    var women = id(create("Women", WOMEN, "r1"));
    var buying =
        id(
            create(
                "Both",
                "{\"type\":\"all_of\",\"conditions\":[" + in(women) + "," + BUYERS + "]}",
                "r2"));
    assertThat(segments.members(buying).getCardinality()).isEqualTo(20);

    var refused = client.delete("/api/segments/" + women);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("detail").asString()).contains("Both");
    assertThat(put(women, draft("Women", in(buying)), "\"1\"").status()).isEqualTo(400);
    assertThat(create("Dangling", in(new UUID(1, 1)), "r3").status()).isEqualTo(400);

    assertThat(client.delete("/api/segments/" + buying).status()).isEqualTo(204);
    assertThat(client.delete("/api/segments/" + women).status()).isEqualTo(204);
    assertThat(client.get("/api/segments/" + women).status()).isEqualTo(404);
  }

  @Test
  void previewsEveryNodeWithSamplesSpreadOverAll() {
    var preview = preview(BUYING_WOMEN).json();
    assertThat(preview.path("size").asInt()).isEqualTo(20);
    assertThat(preview.path("total").asInt()).isEqualTo(100);
    assertThat(preview.path("dataVersion").asLong()).isPositive();
    assertThat(sizes(preview)).containsExactly("0=20", "0.0=60", "0.1=60");
    assertThat(preview.path("samples").size()).isEqualTo(20);

    var women = preview(WOMEN).json().path("samples");
    assertThat(women.size()).isEqualTo(20);
    assertThat(women.path(0).path("customerNo").asInt()).isEqualTo(1);
    assertThat(women.path(19).path("customerNo").asInt()).isEqualTo(58);
  }

  @Test
  void explainsWhyACustomerIsInOrOut() {
    var condition =
        """
        {"type":"all_of","conditions":[%s,%s,
          {"type":"not","condition":{"type":"attribute","attribute":"parity","operator":"is","values":["odd"]}},
          {"type":"performed","event":"page_view","measure":"count","operator":"at_most","max":3,
           "window":{"type":"ever"}}]}
        """
            .formatted(WOMEN, BUYERS);
    var nodes = explain(condition, 42);
    assertThat(nodes.path("matches").asBoolean()).isTrue();

    nodes = explain(condition, 3);
    assertThat(nodes.path("matches").asBoolean()).isFalse();
    assertThat(node(nodes, "0.0")).isEqualTo("0.0 true f expected f");
    assertThat(node(nodes, "0.1")).isEqualTo("0.1 false 0 expected ≥ 1");
    assertThat(node(nodes, "0.2.0")).isEqualTo("0.2.0 true odd expected odd");
    assertThat(node(nodes, "0.3")).isEqualTo("0.3 false 10 expected ≤ 3");

    var unknown =
        client.send(
            "POST",
            "/api/segments/explain",
            "{\"condition\":" + WOMEN + ",\"customerId\":\"" + new UUID(9, 9) + "\"}",
            Map.of());
    assertThat(unknown.status()).isEqualTo(404);
  }

  @Test
  void refusesConditionsThatMeanNothingInWords() {
    var empty = preview("{\"type\":\"all_of\",\"conditions\":[]}");
    assertThat(empty.status()).isEqualTo(400);
    assertThat(empty.response().body()).contains("all_of needs at least one condition");
    assertThat(preview("{\"type\":\"everyone\"}").status()).isEqualTo(400);
    assertThat(client.send("POST", "/api/segments/preview", "{}", Map.of()).status())
        .isEqualTo(400);
    var deep = "{\"type\":\"not\",\"condition\":".repeat(8) + WOMEN + "}".repeat(8);
    assertThat(preview(deep).json().path("type").asString())
        .isEqualTo("/problems/know.segment/condition-invalid");
    assertThat(create(" ", WOMEN, "n").status()).isEqualTo(400);
  }

  @Test
  void listsLastChangedFirstInPages() {
    for (int i = 0; i < 5; i++) {
      create("Segment " + i, WOMEN, "p" + i);
    }
    var page = client.get("/api/segments?limit=3").json();
    assertThat(names(page)).containsExactly("Segment 4", "Segment 3", "Segment 2");
    var rest =
        client.get("/api/segments?limit=3&cursor=" + page.path("nextCursor").asString()).json();
    assertThat(names(rest)).containsExactly("Segment 1", "Segment 0");
    assertThat(rest.path("nextCursor").isNull()).isTrue();
  }

  @Test
  void countsAnewWhenFactsChanged() {
    var id = id(create("Women", WOMEN, "c"));
    tag(RoaringBitmap.bitmapOfRange(1, 31));
    segments.refresh();
    assertThat(segments.get(id).size()).isEqualTo(30);
    assertThat(segments.get(id).version()).isEqualTo(1);
  }

  @Test
  void aSegmentThatCannotBeCountedKeepsItsSizeAndNoOtherFromBeingCounted() {
    var older = id(create("Women", WOMEN, "down-1"));
    var viewers = id(create("Viewers", VIEWERS, "down-2"));
    var younger = id(create("Men", MEN, "down-3"));
    tag(RoaringBitmap.bitmapOfRange(1, 31));
    IS_WAREHOUSE_DOWN.set(true);
    try {
      segments.refresh();
    } finally {
      IS_WAREHOUSE_DOWN.set(false);
    }
    assertThat(segments.get(older).size()).isEqualTo(30);
    assertThat(segments.get(viewers).size()).isEqualTo(10);
    assertThat(segments.get(younger).size()).isEqualTo(70);
  }

  @Test
  void aSegmentIsSavedOnceThoughItCannotBeCountedYet() {
    Answer created;
    IS_WAREHOUSE_DOWN.set(true);
    try {
      created = create("Viewers", VIEWERS, "down-4");
      assertThat(create("Viewers", VIEWERS, "down-4").json()).isEqualTo(created.json());
    } finally {
      IS_WAREHOUSE_DOWN.set(false);
    }
    assertThat(created.status()).isEqualTo(201);
    assertThat(segments.get(id(created)).size()).isNull();
    assertThat(names(client.get("/api/segments").json())).containsExactly("Viewers");

    segments.refresh();
    assertThat(segments.get(id(created)).size()).isEqualTo(10);
  }

  @Test
  void tellsWhatConditionsCanAskFor() {
    var fields = client.get("/api/segment-fields").json();
    assertThat(fields.path("attributes").path(0).path("attribute").asString()).isEqualTo("parity");
    assertThat(fields.path("attributes").path(0).path("type").asString()).isEqualTo("text");
    assertThat(fields.path("metrics").path(0).toString())
        .isEqualTo("{\"metric\":\"orders\",\"unit\":\"count\"}");
    assertThat(fields.path("events").path(0).path("event").asString()).isEqualTo("page_view");
    assertThat(fields.path("currencies").path(0).asString()).isEqualTo("CNY");
  }

  private void tag(RoaringBitmap women) {
    var men = RoaringBitmap.bitmapOfRange(1, 101);
    men.andNot(women);
    snapshots.save(
        new TagSnapshots.Snapshot(
            TagIndex.EMPTY.with("gender", Map.of("f", women, "m", men)),
            Map.of("gender", Instant.parse("2026-11-22T00:00:00Z"))));
    tags.afterSingletonsInstantiated();
  }

  private Answer create(String name, String condition, String key) {
    return client.send(
        "POST", "/api/segments", draft(name, condition), Map.of("Idempotency-Key", key + name()));
  }

  /** Keys outlive a test; a run of a test has its own. */
  private String name() {
    return String.valueOf(System.identityHashCode(this));
  }

  private Answer put(UUID id, String draft, @Nullable String version) {
    return client.send(
        "PUT",
        "/api/segments/" + id,
        draft,
        version == null ? Map.of() : Map.of("If-Match", version));
  }

  private Answer preview(String condition) {
    return client.send(
        "POST", "/api/segments/preview", "{\"condition\":" + condition + "}", Map.of());
  }

  private JsonNode explain(String condition, int customerNo) {
    return client
        .send(
            "POST",
            "/api/segments/explain",
            "{\"condition\":" + condition + ",\"customerId\":\"" + new UUID(0, customerNo) + "\"}",
            Map.of())
        .json();
  }

  private static String node(JsonNode explanation, String path) {
    return StreamSupport.stream(explanation.path("nodes").spliterator(), false)
        .filter(node -> node.path("path").asString().equals(path))
        .map(node ->
            "%s %s %s expected %s"
                .formatted(
                    path,
                    node.path("matches").asBoolean(),
                    node.path("actual").asString(),
                    node.path("expected").asString()))
        .findFirst()
        .orElse("no node " + path);
  }

  private static List<String> sizes(JsonNode preview) {
    return StreamSupport.stream(preview.path("nodes").spliterator(), false)
        .map(node -> node.path("path").asString() + "=" + node.path("size").asInt())
        .toList();
  }

  private static List<String> names(JsonNode page) {
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .map(item -> item.path("name").asString())
        .toList();
  }

  private static String draft(String name, String condition) {
    return "{\"name\":\"" + name + "\",\"condition\":" + condition + "}";
  }

  private static String in(UUID segmentId) {
    return "{\"type\":\"in_segment\",\"segmentId\":\"" + segmentId + "\"}";
  }

  private static UUID id(Answer answer) {
    return UUID.fromString(answer.json().path("id").asString());
  }
}
