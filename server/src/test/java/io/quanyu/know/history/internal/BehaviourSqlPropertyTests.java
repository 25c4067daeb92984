package io.quanyu.know.history.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.segment.EventFact;
import io.quanyu.core.segment.GeneratedSegments;
import io.quanyu.core.segment.LeafQuery;
import io.quanyu.core.segment.LeafQuery.BehaviourInRange;
import io.quanyu.core.segment.LeafSource;
import io.quanyu.core.segment.MemoryEvaluator;
import io.quanyu.core.segment.SegmentCompiler;
import io.quanyu.core.segment.SegmentCondition.Performed;
import io.quanyu.core.segment.SegmentEvaluator;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/** What DuckDB finds is what each customer evaluated alone says, on generated behaviour. */
class BehaviourSqlPropertyTests {

  private static final int CUSTOMERS = 150;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void findsWhomTheMemoryEvaluatorFinds(long seed) throws SQLException {
    var generator = new GeneratedSegments(new Random(seed));
    var customers = generator.customers(CUSTOMERS);
    var memory = new MemoryEvaluator(GeneratedSegments.AS_OF);
    var everyone = RoaringBitmap.bitmapOfRange(0, CUSTOMERS);
    try (var warehouse = DriverManager.getConnection("jdbc:duckdb:")) {
      fill(warehouse, customers);
      var evaluator = new SegmentEvaluator(new WarehouseLeaves(warehouse));
      for (int i = 0; i < 250; i++) {
        var condition = generator.performed();
        var expected = new RoaringBitmap();
        customers.stream()
            .filter(customer -> memory.matches(condition, customer))
            .forEach(customer -> expected.add(customer.customerNo()));
        assertThat(evaluator.evaluate(SegmentCompiler.compile(condition), everyone))
            .as("%s", condition)
            .isEqualTo(expected);
      }
    }
  }

  private record WarehouseLeaves(Connection warehouse) implements LeafSource {

    @Override
    public RoaringBitmap find(LeafQuery query) {
      if (!(query instanceof BehaviourInRange behaviour)) {
        throw new AssertionError("only behaviour is asked here");
      }
      var statement = BehaviourSql.find(behaviour, GeneratedSegments.AS_OF);
      var found = new RoaringBitmap();
      try (var prepared = warehouse.prepareStatement(statement.sql())) {
        bind(prepared, statement.parameters());
        try (var rows = prepared.executeQuery()) {
          while (rows.next()) {
            found.add(rows.getInt(1));
          }
        }
      } catch (SQLException e) {
        throw new AssertionError(statement.sql(), e);
      }
      return found;
    }

    @Override
    public OptionalLong knownSize(LeafQuery query) {
      return OptionalLong.empty();
    }
  }

  private static void bind(PreparedStatement prepared, List<Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      var value = parameters.get(i);
      prepared.setObject(
          i + 1, value instanceof Instant at ? LocalDateTime.ofInstant(at, ZoneOffset.UTC) : value);
    }
  }

  private static void fill(Connection warehouse, List<GeneratedSegments.Customer> customers)
      throws SQLException {
    try (var statement = warehouse.createStatement()) {
      statement.execute("set timezone = 'UTC'");
      statement.execute(
          """
          create table sale_line (customer_no integer, channel varchar, order_no varchar,
            placed_at timestamp, currency varchar, store_code varchar, sku varchar,
            item_kind varchar, quantity decimal(18, 6), line_total_minor bigint)
          """);
      statement.execute(
          """
          create table customer_event (customer_no integer, event varchar,
            occurred_at timestamp, properties map(varchar, varchar))
          """);
    }
    int orderNo = 0;
    for (var customer : customers) {
      for (var event : customer.events()) {
        if (event.event().equals(Performed.PURCHASE)) {
          sell(warehouse, customer.customerNo(), "O" + orderNo++, event);
        } else {
          record(warehouse, customer.customerNo(), event);
        }
      }
    }
  }

  /** One line for each SKU; the units are on the first, postage is a charge. */
  private static void sell(Connection warehouse, int customerNo, String orderNo, EventFact event)
      throws SQLException {
    var units = event.numbers().getOrDefault("units", BigDecimal.ZERO);
    for (var sku : event.texts().getOrDefault("sku", Set.of())) {
      line(warehouse, customerNo, orderNo, event, sku, "PRODUCT", units);
      units = BigDecimal.ZERO;
    }
    line(warehouse, customerNo, orderNo, event, "POST", "CHARGE", BigDecimal.ONE);
  }

  private static void line(
      Connection warehouse,
      int customerNo,
      String orderNo,
      EventFact event,
      String sku,
      String itemKind,
      BigDecimal quantity)
      throws SQLException {
    try (var insert =
        warehouse.prepareStatement(
            "insert into sale_line values (?, 'shop', ?, ?, ?, null, ?, ?, ?, 100)")) {
      insert.setInt(1, customerNo);
      insert.setString(2, orderNo);
      insert.setObject(3, LocalDateTime.ofInstant(event.at(), ZoneOffset.UTC));
      insert.setString(4, event.currency());
      insert.setString(5, sku);
      insert.setString(6, itemKind);
      insert.setBigDecimal(7, quantity);
      insert.executeUpdate();
    }
  }

  private static void record(Connection warehouse, int customerNo, EventFact event)
      throws SQLException {
    var properties =
        event.numbers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toPlainString()));
    event.texts().forEach((name, values) -> properties.put(name, values.iterator().next()));
    try (var insert =
        warehouse.prepareStatement(
            "insert into customer_event values (?, ?, ?, map_from_entries("
                + properties.entrySet().stream()
                    .map(_ -> "row(?, ?)")
                    .collect(Collectors.joining(", ", "[", "]"))
                + "::struct(k varchar, v varchar)[]))")) {
      insert.setInt(1, customerNo);
      insert.setString(2, event.event());
      insert.setObject(3, LocalDateTime.ofInstant(event.at(), ZoneOffset.UTC));
      int position = 4;
      for (var property : properties.entrySet()) {
        insert.setString(position++, property.getKey());
        insert.setString(position++, property.getValue());
      }
      insert.executeUpdate();
    }
  }
}
