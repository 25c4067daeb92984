package io.quanyu.know.purchase;

import io.quanyu.know.identity.AccountMove;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Keeps order facts. */
@Service
public final class Purchases {

  /**
   * Re-points the orders of moved accounts and adds a batch of lines. A line whose key is known
   * changes nothing. Runs in the caller's transaction.
   *
   * @param moves of the same batch's resolution
   * @param lines in any order
   */
  @SuppressWarnings("DoNotCallSuggester")
  public RecordedPurchases record(List<AccountMove> moves, List<OrderLineFact> lines) {
    throw new UnsupportedOperationException("lands with the next step");
  }

  /**
   * What customers bought, computed from the orders: a row for each currency in which a customer
   * has orders, by customer number and currency.
   *
   * @param customers numbers of some ten thousand at a time
   */
  @SuppressWarnings("DoNotCallSuggester")
  public List<PurchaseTotals> totalsOf(RoaringBitmap customers) {
    throw new UnsupportedOperationException("lands with the next step");
  }
}
