package io.quanyu.know.portrait.internal;

import io.quanyu.know.identity.CustomerAccount;
import io.quanyu.know.identity.CustomerChange;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.portrait.TimelineEntry;
import io.quanyu.know.purchase.PurchaseView;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What happened to a customer, latest first: orders from PostgreSQL by index, and the few accounts
 * and merges. Entries at one moment are ordered by what they are and their number, so pages neither
 * overlap nor leave gaps.
 */
@Component
public final class TellingTimeline {

  /** Parts of a cursor: moment, rank of the type, number. */
  public static final int CURSOR_PARTS = 3;

  private static final int ACCOUNT_RANK = 0;
  private static final int CHANGE_RANK = 1;
  private static final int PURCHASE_RANK = 2;

  private final KnownCustomers customers;
  private final Purchases purchases;

  public TellingTimeline(KnownCustomers customers, Purchases purchases) {
    this.customers = customers;
    this.purchases = purchases;
  }

  private record Position(Instant at, int rank, long number) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
        Comparator.comparing(Position::at)
            .thenComparingInt(Position::rank)
            .thenComparingLong(Position::number);

    @Override
    public int compareTo(Position other) {
      return ORDER.compare(this, other);
    }
  }

  private record Placed(Position position, TimelineEntry entry) {}

  /** A page of a customer's timeline. */
  public Page<TimelineEntry> list(int customerNo, PageRequest request) {
    var before = request.after().map(TellingTimeline::position);
    List<Placed> found = new ArrayList<>();
    var at = before.map(Position::at).orElse(null);
    long beforePurchase =
        before
            .filter(position -> position.rank() == PURCHASE_RANK)
            .map(Position::number)
            .orElse(0L);
    purchases
        .listOf(customerNo, at, beforePurchase, request.rows())
        .forEach(view -> found.add(placed(view)));
    for (var account : customers.accountsOf(customerNo)) {
      found.add(placed(account));
    }
    for (var change : customers.changesOf(customerNo)) {
      found.add(placed(change));
    }
    var rows =
        found.stream()
            .filter(placed -> before.isEmpty() || placed.position().compareTo(before.get()) < 0)
            .sorted(Comparator.comparing(Placed::position).reversed())
            .limit(request.rows())
            .toList();
    var page =
        Page.of(
            rows,
            request,
            null,
            placed ->
                Cursor.after(
                    placed.position().at(), placed.position().rank(), placed.position().number()));
    return new Page<>(page.items().stream().map(Placed::entry).toList(), page.nextCursor(), null);
  }

  private static Placed placed(PurchaseView view) {
    var type =
        switch (view.kind()) {
          case SALE -> "order";
          case CANCELLATION -> "cancellation";
          case ADJUSTMENT, STOCK_CORRECTION -> "event";
        };
    return new Placed(
        new Position(view.placedAt(), PURCHASE_RANK, view.purchaseNo()),
        new TimelineEntry(
            view.placedAt(),
            type,
            view.orderNo(),
            view.channel(),
            view.net(),
            view.lines().stream()
                .map(line ->
                    new TimelineEntry.Line(
                        line.sku(), line.itemName(), line.quantity(), line.lineTotal()))
                .toList()));
  }

  private static Placed placed(CustomerAccount account) {
    return new Placed(
        new Position(account.firstSeenAt(), ACCOUNT_RANK, account.accountNo()),
        new TimelineEntry(
            account.firstSeenAt(),
            "account",
            Masking.hash(account.key()),
            account.channel(),
            null,
            null));
  }

  private static Placed placed(CustomerChange change) {
    return new Placed(
        new Position(change.at(), CHANGE_RANK, change.changeNo()),
        new TimelineEntry(
            change.at(),
            "merge",
            "#" + change.fromCustomerNo() + " · " + PortrayingCustomer.slug(change.reason()),
            "",
            null,
            null));
  }

  private static Position position(Cursor cursor) {
    try {
      return new Position(
          Instant.parse(cursor.part(0)),
          Integer.parseInt(cursor.part(1)),
          Long.parseLong(cursor.part(2)));
    } catch (DateTimeException | NumberFormatException _) {
      throw new ProblemException(
          WebProblem.REQUEST_MALFORMED,
          "A parameter is wrong.",
          List.of(new FieldError("cursor", "must be the nextCursor of the page before")));
    }
  }
}
