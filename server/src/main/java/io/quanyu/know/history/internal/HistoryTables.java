package io.quanyu.know.history.internal;

import io.quanyu.know.history.internal.SealedHistory.SealedFile;
import io.quanyu.platform.warehouse.Warehouse;
import io.quanyu.platform.warehouse.WarehouseTransaction;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tables of history in the warehouse.
 *
 * <p>{@code hot_order_line} and {@code hot_event} hold what is not sealed yet, each row with the
 * offset of its entry; {@code history_state} holds the position in the stream, changed in the
 * transaction that adds the rows. Questions are asked of views over hot rows and sealed files:
 *
 * <ul>
 *   <li>{@code order_line}: all lines; {@code customer_no} null where nobody is known
 *   <li>{@code sale_line}: lines of sale orders of known customers
 *   <li>{@code customer_event}: behaviour
 * </ul>
 *
 * Customer numbers in rows are those of the day they were written. {@code account_customer} holds
 * the present ones of accounts that moved, and only when there are any do the views look there.
 */
public final class HistoryTables {

  static final int QUANTITY_SCALE = 6;

  /** Raised when the tables below change: then they are built anew from files and stream. */
  private static final int SHAPE = 1;

  private final Warehouse warehouse;
  private final SealedFolder folder;

  /** The tables in a warehouse; they exist after {@link #prepare}. */
  public HistoryTables(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.folder = new SealedFolder(warehouse.folder().resolve("history"));
  }

  /** Where the tables are. */
  public Warehouse warehouse() {
    return warehouse;
  }

  SealedFolder folder() {
    return folder;
  }

  /**
   * Brings the tables to the state of the sealed files, at least: creates them if they are missing,
   * and ends what a crash interrupted after new files were published.
   */
  public void prepare(WarehouseTransaction transaction) {
    var sealed = folder.read();
    transaction.execute("create table if not exists history_shape (shape integer)");
    var shapes =
        transaction.query("select shape from history_shape", List.of(), row -> row.integer(1));
    if (!shapes.equals(List.of(SHAPE))) {
      create(transaction, sealed);
    }
    show(transaction, sealed);
  }

  private void create(WarehouseTransaction transaction, SealedHistory sealed) {
    for (var view : List.of("order_line", "sale_line", "customer_event")) {
      transaction.execute("drop view if exists " + view);
    }
    for (var table :
        List.of(
            "hot_order_line", "hot_event", "account_customer", "moved_account", "history_state")) {
      transaction.execute("drop table if exists " + table);
    }
    transaction.execute(
        """
        create table hot_order_line (
          entry_no bigint not null, source uuid not null, line_no bigint not null,
          account_no integer, customer_no integer, channel varchar not null,
          order_no varchar not null, order_kind varchar not null, placed_at timestamp not null,
          store_code varchar, currency varchar not null, sku varchar not null,
          item_kind varchar not null, quantity decimal(24, 6) not null,
          line_total_minor bigint not null)
        """);
    transaction.execute(
        """
        create table hot_event (
          entry_no bigint not null, source uuid not null, line_no bigint not null,
          account_no integer not null, customer_no integer not null, channel varchar not null,
          event varchar not null, occurred_at timestamp not null,
          properties map(varchar, varchar) not null)
        """);
    transaction.execute(
        "create table account_customer (account_no integer not null, customer_no integer not null)");
    transaction.execute(
        "create table moved_account (account_no integer not null, customer_no integer not null)");
    if (sealed.accountCustomers() != null) {
      transaction.execute(
          "insert into account_customer select account_no, customer_no from read_parquet("
              + quoted(sealed.accountCustomers())
              + ")");
    }
    transaction.execute(
        "create table history_state (next_offset bigint not null, generation bigint not null)");
    transaction.execute(
        "insert into history_state values (?, ?)", sealed.sealedTo(), sealed.generation());
    transaction.execute("delete from history_shape");
    transaction.execute("insert into history_shape values (?)", SHAPE);
  }

  /**
   * Where the tables stand.
   *
   * @param nextOffset the first offset of the stream that is in neither rows nor files
   * @param generation of the sealed files that the views show
   */
  record State(long nextOffset, long generation) {}

  State state(WarehouseTransaction transaction) {
    return transaction
        .query(
            "select next_offset, generation from history_state",
            List.of(),
            row -> new State(row.number(1), row.number(2)))
        .getFirst();
  }

  /**
   * Takes account moves in.
   *
   * @param customers the new customer of each account
   */
  void move(WarehouseTransaction transaction, Map<Integer, Integer> customers) {
    var isFirst = !isRemapped(transaction);
    var _ =
        transaction.append(
            "moved_account",
            List.of("account_no", "customer_no"),
            rows -> customers.forEach(rows::add));
    transaction.execute(
        "delete from account_customer where account_no in (select account_no from moved_account)");
    transaction.execute("insert into account_customer select * from moved_account");
    transaction.execute("delete from moved_account");
    if (isFirst) {
      show(transaction, folder.read());
    }
  }

  private static boolean isRemapped(WarehouseTransaction transaction) {
    return !transaction
        .query("select 1 from account_customer limit 1", List.of(), row -> row.integer(1))
        .isEmpty();
  }

  /** Shows sealed files, and drops the hot rows that they were made of. */
  void show(WarehouseTransaction transaction, SealedHistory sealed) {
    if (state(transaction).generation() != sealed.generation()) {
      for (var fact : Fact.values()) {
        transaction.execute("delete from " + fact.hot() + " where entry_no < ?", sealed.sealedTo());
      }
      transaction.execute(
          "update history_state set generation = ?, next_offset = greatest(next_offset, ?)",
          sealed.generation(),
          sealed.sealedTo());
    }
    createViews(transaction, sealed, isRemapped(transaction));
  }

  private void createViews(
      WarehouseTransaction transaction, SealedHistory sealed, boolean isRemapped) {
    createView(transaction, "order_line", Fact.ORDER_LINE, sealed, isRemapped, "");
    createView(
        transaction,
        "sale_line",
        Fact.ORDER_LINE,
        sealed,
        isRemapped,
        "where f.order_kind = 'SALE' and f.account_no is not null");
    createView(transaction, "customer_event", Fact.EVENT, sealed, isRemapped, "");
  }

  private void createView(
      WarehouseTransaction transaction,
      String view,
      Fact fact,
      SealedHistory sealed,
      boolean isRemapped,
      String where) {
    var selected =
        fact.columns().stream()
            .map(column ->
                isRemapped && column.equals("customer_no")
                    ? "coalesce(m.customer_no, f.customer_no) as customer_no"
                    : "f." + column)
            .collect(Collectors.joining(", "));
    transaction.execute(
        "create or replace view %s as select %s from (%s) f %s %s"
            .formatted(
                view,
                selected,
                hotAndSealed(fact, sealed),
                isRemapped ? "left join account_customer m on m.account_no = f.account_no" : "",
                where));
  }

  private String hotAndSealed(Fact fact, SealedHistory sealed) {
    var columns = String.join(", ", fact.columns());
    var hot = "select %s from %s".formatted(columns, fact.hot());
    var files =
        sealed.files().stream()
            .filter(file -> file.table().equals(fact.table()))
            .map(SealedFile::path)
            .map(this::quoted)
            .collect(Collectors.joining(", "));
    return files.isEmpty()
        ? hot
        : "%s union all select %s from read_parquet([%s], hive_partitioning = false)"
            .formatted(hot, columns, files);
  }

  private String quoted(String path) {
    return "'" + folder.resolve(path).toString().replace("'", "''") + "'";
  }
}
