package io.quanyu.know.history.internal;

import io.quanyu.know.history.BehaviourEvent;
import io.quanyu.know.history.MovedAccount;
import io.quanyu.know.history.ResolvedBatch;
import io.quanyu.know.history.ResolvedOrderLine;
import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.OrderKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the resolver would publish: accounts that belong to customers and move now and then, and
 * facts that carry the customer of the moment. Knows the present customer of every fact.
 */
final class GeneratedHistory {

  private static final int ACCOUNTS = 12;
  private static final Duration TWO_YEARS = Duration.ofDays(730);

  private final RandomGenerator random;
  private final Map<Integer, Integer> customers = new HashMap<>();
  private final List<ResolvedOrderLine> lines = new ArrayList<>();
  private final List<BehaviourEvent> events = new ArrayList<>();
  private long lineNo;

  GeneratedHistory(RandomGenerator random) {
    this.random = random;
    for (int account = 0; account < ACCOUNTS; account++) {
      customers.put(account, account);
    }
  }

  ResolvedBatch next(int records) {
    var moves = new ArrayList<MovedAccount>();
    if (random.nextInt(4) == 0) {
      int account = random.nextInt(ACCOUNTS);
      int customer = random.nextInt(ACCOUNTS);
      customers.put(account, customer);
      moves.add(new MovedAccount(account, customer));
    }
    var newLines = new ArrayList<ResolvedOrderLine>();
    var newEvents = new ArrayList<BehaviourEvent>();
    for (int i = 0; i < records; i++) {
      if (random.nextBoolean()) {
        newLines.add(line());
      } else {
        newEvents.add(event());
      }
    }
    lines.addAll(newLines);
    events.addAll(newEvents);
    return new ResolvedBatch(moves, newLines, newEvents);
  }

  private ResolvedOrderLine line() {
    var account = random.nextInt(5) == 0 ? null : (Integer) random.nextInt(ACCOUNTS);
    return new ResolvedOrderLine(
        new UUID(1, random.nextInt(3)),
        lineNo++,
        account,
        account == null ? null : customers.get(account),
        random.nextBoolean() ? "tmall" : "pos",
        "O" + random.nextInt(50),
        pick(OrderKind.values()),
        moment(),
        random.nextBoolean() ? "S'1" : null,
        "CNY",
        "sku-" + random.nextInt(9),
        pick(ItemKind.values()),
        BigDecimal.valueOf(random.nextInt(-500, 500), 2),
        random.nextInt(-100_000, 100_000));
  }

  private BehaviourEvent event() {
    int account = random.nextInt(ACCOUNTS);
    return new BehaviourEvent(
        new UUID(2, random.nextInt(3)),
        lineNo++,
        account,
        Objects.requireNonNull(customers.get(account)),
        "miniprogram",
        random.nextBoolean() ? "page_view" : "add_to_cart",
        moment(),
        random.nextInt(3) == 0 ? Map.of() : Map.of("sku", "sku-" + random.nextInt(9)));
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private Instant moment() {
    // A quarter lies within the days that are sealed one by one.
    var ago = random.nextInt(4) == 0 ? Duration.ofDays(95) : TWO_YEARS;
    return OpenHistory.NOW.minusMillis(random.nextLong(ago.toMillis()));
  }

  /** What {@code order_line} shows: line number and present customer, by line number. */
  List<String> orderLines() {
    return lines.stream()
        .map(line -> line.lineNo() + ":" + present(line.accountNo()) + ":" + line.placedAt())
        .sorted()
        .toList();
  }

  List<String> saleLines() {
    return lines.stream()
        .filter(line -> line.orderKind() == OrderKind.SALE && line.accountNo() != null)
        .map(line -> line.lineNo() + ":" + present(line.accountNo()) + ":" + line.placedAt())
        .sorted()
        .toList();
  }

  List<String> events() {
    return events.stream()
        .map(event ->
            event.lineNo()
                + ":"
                + present(event.accountNo())
                + ":"
                + event.occurredAt()
                + ":"
                + event.properties())
        .sorted()
        .toList();
  }

  private String present(@Nullable Integer account) {
    return account == null ? "nobody" : String.valueOf(customers.get(account));
  }

  /** The views in the same form. */
  static List<String> orderLinesOf(OpenHistory history, String view) {
    return sorted(
        history.warehouse.query(
            "select line_no, customer_no, placed_at from " + view,
            List.of(),
            row ->
                row.number(1)
                    + ":"
                    + (row.isNull(2) ? "nobody" : row.integer(2))
                    + ":"
                    + row.moment(3)));
  }

  static List<String> eventsOf(OpenHistory history) {
    return sorted(
        history.warehouse.query(
            "select line_no, customer_no, occurred_at, properties from customer_event",
            List.of(),
            row -> row.number(1) + ":" + row.integer(2) + ":" + row.moment(3) + ":" + row.map(4)));
  }

  private static List<String> sorted(List<String> rows) {
    var list = new ArrayList<>(rows);
    Collections.sort(list);
    return list;
  }
}
