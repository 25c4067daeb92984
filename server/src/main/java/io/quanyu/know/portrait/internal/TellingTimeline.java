package io.quanyu.know.portrait.internal;

import io.quanyu.know.history.History;
import io.quanyu.know.history.PastEvent;
import io.quanyu.know.identity.CustomerAccount;
import io.quanyu.know.identity.CustomerChange;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.portrait.Masking;
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
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What happened to a customer, latest first: orders from PostgreSQL by index, behaviour from the
 * warehouse, and the few accounts and merges. Entries at one moment are ordered by what they are
 * and their number, so pages neither overlap nor leave gaps. Behaviour appears when the warehouse
 * has taken it in, moments after its import.
 */
@Component
public final class TellingTimeline {

  /** Parts of a cursor: moment, rank of the type, source, number. */
  public static final int CURSOR_PARTS = 4;

  private static final int ACCOUNT_RANK = 0;
  private static final int CHANGE_RANK = 1;
  private static final int PURCHASE_RANK = 2;
  private static final int EVENT_RANK = 3;
  private static final UUID NO_SOURCE = new UUID(0, 0);

  private final KnownCustomers customers;
  private final Purchases purchases;
  private final History history;

  public TellingTimeline(KnownCustomers customers, Purchases purchases, History history) {
    this.customers = customers;
    this.purchases = purchases;
    this.history = history;
  }

  /** Where an entry stands; only events have a source. */
  private record Position(Instant at, int rank, UUID source, long number)
      implements Comparable<Position> {

    // Sources by their text: the warehouse orders them without sign, UUID.compareTo with.
    private static final Comparator<Position> ORDER =
        Comparator.comparing(Position::at)
            .thenComparingInt(Position::rank)
            .thenComparing(position -> position.source().toString())
            .thenComparingLong(Position::number);

    static Position of(Instant at, int rank, long number) {
      return new Position(at, rank, NO_SOURCE, number);
    }

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
    long beforePurchase = before.map(TellingTimeline::placeOfPurchases).orElse(0L);
    purchases
        .listOf(customerNo, at, beforePurchase, request.rows())
        .forEach(view -> found.add(placed(view)));
    history
        .eventsOf(customerNo, before.map(TellingTimeline::placeOfEvents), request.rows())
        .forEach(event -> found.add(placed(event)));
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
                    placed.position().at(),
                    placed.position().rank(),
                    placed.position().source(),
                    placed.position().number()));
    return new Page<>(page.items().stream().map(Placed::entry).toList(), page.nextCursor(), null);
  }

  /** Of the purchases at the cursor's moment, those with a lower number are still to come. */
  private static long placeOfPurchases(Position before) {
    return switch (before.rank()) {
      case EVENT_RANK -> Long.MAX_VALUE;
      case PURCHASE_RANK -> before.number();
      default -> 0;
    };
  }

  /** Events come before all else of their moment, so behind anything else they are done. */
  private static PastEvent.Place placeOfEvents(Position before) {
    return before.rank() == EVENT_RANK
        ? new PastEvent.Place(before.at(), before.source(), before.number())
        : new PastEvent.Place(before.at(), NO_SOURCE, 0);
  }

  private static Placed placed(PurchaseView view) {
    var type =
        switch (view.kind()) {
          case SALE -> TimelineEntry.Type.ORDER;
          case CANCELLATION -> TimelineEntry.Type.CANCELLATION;
          case ADJUSTMENT -> TimelineEntry.Type.ADJUSTMENT;
          case STOCK_CORRECTION -> TimelineEntry.Type.STOCK_CORRECTION;
        };
    return new Placed(
        Position.of(view.placedAt(), PURCHASE_RANK, view.purchaseNo()),
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
                .toList(),
            null,
            null));
  }

  private static Placed placed(PastEvent event) {
    return new Placed(
        new Position(event.at(), EVENT_RANK, event.source(), event.lineNo()),
        new TimelineEntry(
            event.at(),
            TimelineEntry.Type.EVENT,
            event.event(),
            event.channel(),
            null,
            null,
            null,
            event.properties()));
  }

  private static Placed placed(CustomerAccount account) {
    return new Placed(
        Position.of(account.firstSeenAt(), ACCOUNT_RANK, account.accountNo()),
        new TimelineEntry(
            account.firstSeenAt(),
            TimelineEntry.Type.ACCOUNT,
            Masking.hash(account.key()),
            account.channel(),
            null,
            null,
            PortrayingCustomer.slug(account.reason()),
            null));
  }

  private static Placed placed(CustomerChange change) {
    return new Placed(
        Position.of(change.at(), CHANGE_RANK, change.changeNo()),
        new TimelineEntry(
            change.at(),
            change.isMerge() ? TimelineEntry.Type.MERGE : TimelineEntry.Type.SPLIT,
            String.valueOf(change.fromCustomerNo()),
            "",
            null,
            null,
            PortrayingCustomer.slug(change.reason()),
            null));
  }

  private static Position position(Cursor cursor) {
    try {
      return new Position(
          Instant.parse(cursor.part(0)),
          Integer.parseInt(cursor.part(1)),
          UUID.fromString(cursor.part(2)),
          Long.parseLong(cursor.part(3)));
    } catch (DateTimeException | IllegalArgumentException _) {
      throw new ProblemException(
          WebProblem.REQUEST_MALFORMED,
          "A parameter is wrong.",
          List.of(new FieldError("cursor", "must be the nextCursor of the page before")));
    }
  }
}
