package io.quanyu.know.portrait.internal;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.know.identity.KnownCustomer;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.identity.PhoneNumbers;
import io.quanyu.know.portrait.CustomerSummary;
import io.quanyu.know.purchase.Buyer;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.know.segment.Segments;
import io.quanyu.know.tag.Tags;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.scope.VisibleCustomers;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Lists customers: all, or those that a search, tags and a segment leave. */
@Component
public final class ListingCustomers {

  /** Parts of a cursor: moment of the last order (or -), customer number. */
  public static final int CURSOR_PARTS = 2;

  private static final String NO_MOMENT = "-";
  private static final Pattern CUSTOMER_NO = Pattern.compile("[1-9][0-9]{0,9}");
  private static final String HOME_REGION = "CN";

  /** Orders that are looked through for a page of filtered buyers; the page is then shorter. */
  private static final int BLOCKS_MAX = 50;

  private static final int BLOCK_MAX = 2_000;

  /** A page of whoever sees one customer in ten. */
  private static final int FIRST_BLOCK = 500;

  private final KnownCustomers customers;
  private final Purchases purchases;
  private final Tags tags;
  private final Segments segments;
  private final Summaries summaries;
  private final VisibleCustomers visible;
  private final BuyersOfScope buyersOfScope;

  ListingCustomers(
      KnownCustomers customers,
      Purchases purchases,
      Tags tags,
      Segments segments,
      Summaries summaries,
      VisibleCustomers visible,
      BuyersOfScope buyersOfScope) {
    this.customers = customers;
    this.purchases = purchases;
    this.tags = tags;
    this.segments = segments;
    this.summaries = summaries;
    this.visible = visible;
    this.buyersOfScope = buyersOfScope;
  }

  /** How a list is ordered. */
  public enum Sort {
    NEWEST,
    LAST_ORDER
  }

  /**
   * What a list is restricted to.
   *
   * @param query full phone, member number, order number or customer number; null for all
   * @param tags tag and value as {@code tag:value}; a customer carries all of them
   * @param segmentId null for all
   */
  public record Filter(@Nullable String query, List<String> tags, @Nullable UUID segmentId) {

    public Filter {
      tags = List.copyOf(tags);
    }

    boolean isEmpty() {
      return query == null && tags.isEmpty() && segmentId == null;
    }
  }

  /** A page of customers. */
  public Page<CustomerSummary> list(Filter filter, Sort sort, PageRequest request) {
    var isWhole = CurrentScope.get().isBrand();
    var chosen = filter.isEmpty() && isWhole ? null : chosen(filter, isWhole);
    return switch (sort) {
      case NEWEST -> newest(chosen, request);
      case LAST_ORDER -> lastOrder(chosen, request);
    };
  }

  private ChosenCustomers chosen(Filter filter, boolean isWhole) {
    List<RoaringBitmap> sets = new ArrayList<>();
    if (!isWhole) {
      sets.add(visible.get());
    }
    if (filter.query() != null) {
      sets.add(search(filter.query().strip()));
    }
    for (var tag : filter.tags()) {
      int colon = tag.indexOf(':');
      if (colon < 1 || colon == tag.length() - 1) {
        throw refused("tag", "must be tag:value");
      }
      sets.add(tags.customers(tag.substring(0, colon), tag.substring(colon + 1)));
    }
    if (filter.segmentId() != null) {
      sets.add(segments.members(filter.segmentId()));
    }
    return new ChosenCustomers(sets);
  }

  private RoaringBitmap search(String query) {
    var found = new RoaringBitmap();
    PhoneNumbers.normalise(query, HOME_REGION)
        .ifPresent(phone -> found.or(numbers(customers.findHolders(IdentifierKind.PHONE, phone))));
    found.or(numbers(customers.findHolders(IdentifierKind.MEMBER_NO, query)));
    found.or(numbers(purchases.findCustomersByOrderNo(query)));
    if (CUSTOMER_NO.matcher(query).matches() && Long.parseLong(query) <= Integer.MAX_VALUE) {
      found.add(Integer.parseInt(query));
    }
    return found;
  }

  private static RoaringBitmap numbers(List<Integer> customerNos) {
    return RoaringBitmap.bitmapOf(customerNos.stream().mapToInt(number -> number).toArray());
  }

  private Page<CustomerSummary> newest(@Nullable ChosenCustomers chosen, PageRequest request) {
    int before = request.after().map(ListingCustomers::number).orElse(Integer.MAX_VALUE);
    if (chosen == null) {
      var total = customers.count();
      return page(
          customers.newest(before, request.rows()),
          request,
          total.isPresent() ? total.getAsLong() : null);
    }
    List<KnownCustomer> rows = new ArrayList<>(request.rows());
    var numbers = chosen.newest(before, request.rows());
    // Who was merged or erased since the sets were read is not there any more.
    while (!numbers.isEmpty() && rows.size() < request.rows()) {
      rows.addAll(inOrder(numbers));
      numbers = chosen.newest(numbers.getLast(), request.rows());
    }
    return page(rows.subList(0, Math.min(rows.size(), request.rows())), request, chosen.count());
  }

  private List<KnownCustomer> inOrder(List<Integer> customerNos) {
    return customers.find(customerNos).stream()
        .sorted((one, other) -> Integer.compare(other.customerNo(), one.customerNo()))
        .toList();
  }

  private Page<CustomerSummary> page(
      List<KnownCustomer> rows, PageRequest request, @Nullable Long total) {
    return Page.of(
        summaries.of(rows),
        request,
        total,
        customer -> Cursor.after(NO_MOMENT, customer.customerNo()));
  }

  private Page<CustomerSummary> lastOrder(@Nullable ChosenCustomers chosen, PageRequest request) {
    var after = request.after();
    Instant before = after.map(ListingCustomers::moment).orElse(null);
    int beforeNo = after.map(ListingCustomers::number).orElse(Integer.MAX_VALUE);
    int limit = request.rows();
    var inOrder = buyersOfScope.get();
    var rows =
        chosen == null
            ? latestBuyers(_ -> true, limit, before, beforeNo, limit)
            : inOrder
                .map(buyers -> buyers.page(chosen::contains, before, beforeNo, limit))
                .orElseGet(() ->
                    CurrentScope.forAll(() ->
                        latestBuyers(chosen::contains, FIRST_BLOCK, before, beforeNo, limit)));
    var page =
        Page.of(
            rows, request, null, buyer -> Cursor.after(buyer.lastOrderAt(), buyer.customerNo()));
    return new Page<>(
        summaries.byNumber(page.items().stream().map(Buyer::customerNo).toList()),
        page.nextCursor(),
        null);
  }

  /** Looks through sales, the latest first, for those who were chosen. */
  private List<Buyer> latestBuyers(
      IntPredicate chosen, int firstBlock, @Nullable Instant before, int beforeNo, int limit) {
    List<Buyer> rows = new ArrayList<>(limit);
    int blockSize = firstBlock;
    for (int block = 0; block < BLOCKS_MAX && rows.size() < limit; block++) {
      var sales = purchases.latestSales(before, beforeNo, blockSize);
      var candidates =
          sales.stream().filter(sale -> chosen.test(sale.customerNo())).distinct().toList();
      var latest = new HashSet<>(purchases.latestSalesOf(customersOf(candidates)));
      candidates.stream().filter(latest::contains).limit(limit - rows.size()).forEach(rows::add);
      if (sales.size() < blockSize) {
        break;
      }
      before = sales.getLast().lastOrderAt();
      beforeNo = sales.getLast().customerNo();
      blockSize = Math.min(2 * blockSize, BLOCK_MAX);
    }
    return rows;
  }

  private static RoaringBitmap customersOf(List<Buyer> buyers) {
    return RoaringBitmap.bitmapOf(buyers.stream().mapToInt(Buyer::customerNo).toArray());
  }

  private static int number(Cursor cursor) {
    try {
      return Integer.parseInt(cursor.part(1));
    } catch (NumberFormatException _) {
      throw refused("cursor", "must be the nextCursor of the page before");
    }
  }

  private static Instant moment(Cursor cursor) {
    try {
      return Instant.parse(cursor.part(0));
    } catch (DateTimeException _) {
      throw refused("cursor", "must be the nextCursor of the page before in the same order");
    }
  }

  private static ProblemException refused(String field, String detail) {
    return new ProblemException(
        WebProblem.REQUEST_MALFORMED,
        "A parameter is wrong.",
        List.of(new FieldError(field, detail)));
  }
}
