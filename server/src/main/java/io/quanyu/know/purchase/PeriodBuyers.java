package io.quanyu.know.purchase;

import io.quanyu.know.purchase.PurchaseFigures.Period;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who bought in a period, one statement for all. Rows come packed, one for each 65,536 customer
 * numbers, so that millions of buyers are read in seconds.
 */
@Service
public final class PeriodBuyers {

  /** Rows of at most 1.3 MB that are held in memory at once. */
  private static final int FETCH_SIZE = 8;

  private static final String BUYERS =
      """
      select customer_no, count(*) as orders, sum(net_minor)::bigint as net_minor
      from know_purchase.purchase
      where kind = 'SALE' and customer_no is not null
        and currency = ? and placed_at >= ?::timestamptz and placed_at < ?::timestamptz
      group by customer_no
      """;

  private final DSLContext dsl;
  private final TransactionTemplate snapshot;

  public PeriodBuyers(DSLContext dsl, PlatformTransactionManager transactions) {
    this.dsl = dsl;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    // A cursor needs a transaction; it is never the caller's, who may write.
    snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Takes what one customer bought. */
  @FunctionalInterface
  public interface Buyers {
    /**
     * One buyer.
     *
     * @param orders sale orders, at least one
     * @param netMinor what they sum up to, minor units
     */
    void add(int customerNo, long orders, long netMinor);
  }

  /** Known customers with a sale order in the period, each once, in no order. */
  public void forEach(Period period, Buyers buyers) {
    snapshot.executeWithoutResult(_ -> {
      try (var rows =
          dsl.resultQuery(
                  "select string_agg(int4send(customer_no) || int8send(orders)"
                      + " || int8send(net_minor), '') from ("
                      + BUYERS
                      + ") b group by customer_no >> 16",
                  period.currency(),
                  period.from().atOffset(ZoneOffset.UTC),
                  period.until().atOffset(ZoneOffset.UTC))
              .fetchSize(FETCH_SIZE)
              .fetchLazy()) {
        for (var row : rows) {
          var packed = ByteBuffer.wrap(row.get(0, byte[].class));
          while (packed.hasRemaining()) {
            buyers.add(packed.getInt(), packed.getLong(), packed.getLong());
          }
        }
      }
    });
  }

  /** The numbers of known customers with a sale order in the period. */
  public RoaringBitmap find(Period period) {
    var found = new RoaringBitmap();
    forEach(period, (customerNo, _, _) -> found.add(customerNo));
    return found;
  }
}
