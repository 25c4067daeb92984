package io.quanyu.know.history.internal;

import io.quanyu.core.segment.LeafQuery.BehaviourInRange;
import io.quanyu.core.segment.SegmentCondition.Performed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Prints questions on behaviour as SQL of DuckDB. All values that people type become parameters.
 *
 * <p>A purchase is what one sale order's lines within the window add up to; {@code revenue} is
 * their total, {@code units} the products among them, {@code sku}, {@code store} and {@code
 * channel} can be counted distinctly. Other events have the properties that their channel sent;
 * what does not read as a number neither adds to a sum nor counts in an average.
 */
final class BehaviourSql {

  /** Lines of sale orders of known customers, numbers as they are now. */
  static final String SALE_LINES = "sale_line";

  /** Events, customer numbers as they are now. */
  static final String EVENTS = "customer_event";

  private static final String NUMBER = "decimal(38, 6)";

  /** A statement with its parameters, in order. */
  record Statement(String sql, List<Object> parameters) {
    Statement {
      parameters = List.copyOf(parameters);
    }
  }

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  private BehaviourSql() {}

  /** Finds the numbers of the customers, each once, in any order. */
  static Statement find(BehaviourInRange query, Instant asOf) {
    var printer = new BehaviourSql();
    printer.add("select customer_no from (");
    var measure = printer.facts(query, asOf, OptionalInt.empty());
    printer.add(") as facts group by customer_no having ");
    printer.add(query.isOutside() ? "not (" : "(");
    printer.inside(query, measure);
    printer.add(")");
    return printer.statement();
  }

  /** Measures one customer: a row with the value, or none without counting events. */
  static Statement measure(BehaviourInRange query, Instant asOf, int customerNo) {
    var printer = new BehaviourSql();
    // The value's place comes first in the text, but the facts decide what it is made of.
    var measure = printer.facts(query, asOf, OptionalInt.of(customerNo));
    printer.sql.insert(0, "select " + measure.value() + " from (");
    printer.add(") as facts group by customer_no");
    return printer.statement();
  }

  /**
   * What is measured over the facts of a customer.
   *
   * @param value the measure; null if there is nothing to average
   * @param count what an average divides by; empty text for other measures
   * @param sum what an average divides; empty text for other measures
   */
  private record Measured(String value, String sum, String count) {

    static Measured by(String value) {
      return new Measured(value, "", "");
    }
  }

  private Measured facts(BehaviourInRange query, Instant asOf, OptionalInt customerNo) {
    return query.event().equals(Performed.PURCHASE)
        ? purchases(query, asOf, customerNo)
        : events(query, asOf, customerNo);
  }

  private Measured purchases(BehaviourInRange query, Instant asOf, OptionalInt customerNo) {
    var measured =
        switch (query.measure()) {
          case COUNT -> Measured.by("count(*)");
          case SUM, AVERAGE -> aggregate(query);
          case DISTINCT -> Measured.by("count(distinct value)");
        };
    switch (query.measure()) {
      case COUNT -> add("select customer_no");
      case SUM, AVERAGE -> add("select customer_no, " + orderNumber(query.property()));
      case DISTINCT -> add("select customer_no, " + lineText(query.property()) + " as value");
    }
    add(" from " + SALE_LINES + " where true");
    if (query.currency() != null) {
      add(" and currency = ").bind(query.currency());
    }
    window(query, asOf, "placed_at");
    only(customerNo);
    switch (query.measure()) {
      case COUNT, SUM, AVERAGE -> add(" group by customer_no, channel, order_no");
      case DISTINCT -> {}
    }
    return measured;
  }

  private static String orderNumber(@Nullable String property) {
    return switch (property) {
      case "revenue" -> "sum(line_total_minor)::" + NUMBER + " as value";
      case "units" ->
          "coalesce(sum(quantity) filter (item_kind = 'PRODUCT'), 0)::" + NUMBER + " as value";
      case null, default -> "null::" + NUMBER + " as value"; // no such property: nothing adds up
    };
  }

  private static String lineText(@Nullable String property) {
    return switch (property) {
      case "sku" -> "case when item_kind = 'PRODUCT' then sku end";
      case "store" -> "store_code";
      case "channel" -> "channel";
      case null, default -> "null::varchar";
    };
  }

  private Measured events(BehaviourInRange query, Instant asOf, OptionalInt customerNo) {
    add("select customer_no");
    var property = query.property();
    var measured =
        switch (query.measure()) {
          case COUNT -> Measured.by("count(*)");
          case SUM, AVERAGE -> aggregate(query);
          case DISTINCT -> Measured.by("count(distinct value)");
        };
    if (property != null) {
      switch (query.measure()) {
        case COUNT -> {}
        case SUM, AVERAGE ->
            add(", try_cast(properties[").bind(property).add("] as " + NUMBER + ") as value");
        case DISTINCT -> add(", properties[").bind(property).add("] as value");
      }
    }
    add(" from " + EVENTS + " where event = ").bind(query.event());
    if (query.currency() != null) {
      add(" and properties['currency'] = ").bind(query.currency());
    }
    window(query, asOf, "occurred_at");
    only(customerNo);
    return measured;
  }

  private static Measured aggregate(BehaviourInRange query) {
    return switch (query.measure()) {
      case AVERAGE ->
          new Measured(
              "sum(value)::double / nullif(count(value), 0)", "sum(value)", "count(value)");
      case SUM, COUNT, DISTINCT -> Measured.by("coalesce(sum(value), 0)");
    };
  }

  private void window(BehaviourInRange query, Instant asOf, String column) {
    var from = query.window().from(asOf);
    var until = query.window().until(asOf);
    if (from != null) {
      add(" and " + column + " >= ").bind(from);
    }
    if (until != null) {
      add(" and " + column + " < ").bind(until);
    }
  }

  private void only(OptionalInt customerNo) {
    if (customerNo.isPresent()) {
      add(" and customer_no = ").bind(customerNo.getAsInt());
    }
  }

  /** An average is compared without dividing, so nothing is rounded. */
  private void inside(BehaviourInRange query, Measured measure) {
    var isAverage = !measure.count().isEmpty();
    add(isAverage ? measure.count() + " > 0" : "true");
    bound(query.range().min(), " >= ", isAverage, measure);
    bound(query.range().max(), " <= ", isAverage, measure);
  }

  private void bound(
      @Nullable BigDecimal bound, String operator, boolean isAverage, Measured measure) {
    if (bound == null) {
      return;
    }
    add(" and " + (isAverage ? measure.sum() : measure.value()) + operator);
    add("cast(").bind(bound).add(" as " + NUMBER + ")");
    if (isAverage) {
      add(" * " + measure.count());
    }
  }

  private BehaviourSql add(String text) {
    sql.append(text);
    return this;
  }

  private BehaviourSql bind(Object value) {
    sql.append('?');
    parameters.add(value);
    return this;
  }

  private Statement statement() {
    return new Statement(sql.toString(), parameters);
  }
}
