package io.quanyu.know.purchase;

import io.quanyu.know.identity.AccountMove;
import io.quanyu.know.purchase.internal.PurchaseSql;
import io.quanyu.know.purchase.internal.RecordingPurchases;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Keeps order facts. */
@Service
public final class Purchases {

  /** The most lines of a document that a view holds. */
  public static final int VIEW_LINES_MAX = 100;

  private final RecordingPurchases recording;
  private final PurchaseSql sql;

  public Purchases(RecordingPurchases recording, PurchaseSql sql) {
    this.recording = recording;
    this.sql = sql;
  }

  /**
   * Re-points the orders of moved accounts and adds a batch of lines. A line whose key is known
   * changes nothing. Runs in the caller's transaction; batches wait for each other.
   *
   * @param moves of the same batch's resolution
   * @param lines in any order, no key twice
   */
  public RecordedPurchases record(List<AccountMove> moves, List<OrderLineFact> lines) {
    return recording.record(moves, lines);
  }

  /**
   * What customers bought, computed from the orders: a row for each currency in which a customer
   * has orders, by customer number and currency.
   *
   * @param customers numbers of some ten thousand at a time
   */
  public List<PurchaseTotals> totalsOf(RoaringBitmap customers) {
    return sql.totalsOf(customers);
  }

  /**
   * How many documents the lines of some sources belong to, by the strongest kind among these
   * lines. Reads every line of the sources.
   *
   * @param sources see {@link LineKey}
   * @param except lines that do not count
   */
  public Map<OrderKind, Long> countDocuments(Collection<UUID> sources, List<LineKey> except) {
    return sql.countDocuments(sources, except);
  }

  /** Known customers with a sale in any store. A new set; reads every order, for the night. */
  public RoaringBitmap buyersInStores() {
    return sql.buyersInStores();
  }

  /** Store codes of the first sale in a store, by customer; for some ten thousand customers. */
  public Map<Integer, String> firstStoresOf(RoaringBitmap customers) {
    return sql.firstStoresOf(customers);
  }

  /** Customers with a document of this number in any channel; bounded, without duplicates. */
  public List<Integer> findCustomersByOrderNo(String orderNo) {
    return sql.findCustomersByOrderNo(orderNo);
  }

  /**
   * The documents of a customer, latest first.
   *
   * @param before placed before this moment or, at it, with a lower {@code beforePurchaseNo}; null
   *     for the latest
   * @param limit at most 200
   */
  public List<PurchaseView> listOf(
      int customerNo, @Nullable Instant before, long beforePurchaseNo, int limit) {
    return sql.listOf(customerNo, before, beforePurchaseNo, limit);
  }

  /**
   * Sales with their customers, latest first; a customer is there as often as she bought. Sales of
   * unknown customers are missing.
   *
   * @param before sales before this moment or, at it, of a lower number than {@code beforeNo}; null
   *     for the latest
   * @param limit some thousand at most
   */
  public List<Buyer> latestSales(@Nullable Instant before, int beforeNo, int limit) {
    return sql.latestSales(before, beforeNo, limit);
  }

  /**
   * Some customers with their latest sale each, in the order of {@link #latestSales}; those without
   * a sale are missing.
   *
   * @param customers some hundred thousand at most
   */
  public List<Buyer> latestSalesOf(RoaringBitmap customers) {
    return sql.latestSalesOf(customers);
  }
}
