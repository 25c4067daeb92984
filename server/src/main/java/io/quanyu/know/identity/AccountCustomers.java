package io.quanyu.know.identity;

import org.jooq.DSLContext;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Which customers accounts belong to, now. */
@Service
public final class AccountCustomers {
  /** Accounts asked for by one statement. */
  private static final int BLOCK = 20_000;

  private final DSLContext db;

  public AccountCustomers(DSLContext db) {
    this.db = db;
  }

  /**
   * The customers of accounts; unknown numbers have none.
   *
   * @param accounts account numbers, as many as there are
   */
  public RoaringBitmap of(RoaringBitmap accounts) {
    var customers = new RoaringBitmap();
    var buffer = new int[BLOCK];
    BatchIterator numbers = accounts.getBatchIterator();
    while (numbers.hasNext()) {
      int count = numbers.nextBatch(buffer);
      var block = new Integer[count];
      for (int i = 0; i < count; i++) {
        block[i] = buffer[i];
      }
      db.fetch(
              """
              select distinct customer_no from know_identity.account
              where account_no = any(?)\
              """,
              (Object) block)
          .forEach(row -> customers.add(row.get(0, Integer.class)));
    }
    return customers;
  }
}
