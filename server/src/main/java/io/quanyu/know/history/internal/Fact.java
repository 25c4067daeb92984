package io.quanyu.know.history.internal;

import java.util.List;
import java.util.stream.Stream;

/** The two kinds of facts that history holds. */
enum Fact {
  ORDER_LINE(
      "order_line",
      "placed_at",
      List.of(
          "source",
          "line_no",
          "account_no",
          "customer_no",
          "channel",
          "order_no",
          "order_kind",
          "placed_at",
          "store_code",
          "currency",
          "sku",
          "item_kind",
          "quantity",
          "line_total_minor")),
  EVENT(
      "event",
      "occurred_at",
      List.of(
          "source",
          "line_no",
          "account_no",
          "customer_no",
          "channel",
          "event",
          "occurred_at",
          "properties"));

  private final String table;
  private final String moment;
  private final List<String> columns;

  Fact(String table, String moment, List<String> columns) {
    this.table = table;
    this.moment = moment;
    this.columns = columns;
  }

  /** Its name in files, stable for ever. */
  String table() {
    return table;
  }

  /** The table of rows that are not sealed yet. */
  String hot() {
    return "hot_" + table;
  }

  /** The column that says when it happened. */
  String moment() {
    return moment;
  }

  /** What a sealed row has, in the order of the files. */
  List<String> columns() {
    return columns;
  }

  /** What a hot row has: before all others the offset of its entry. */
  List<String> hotColumns() {
    return Stream.concat(Stream.of("entry_no"), columns.stream()).toList();
  }
}
