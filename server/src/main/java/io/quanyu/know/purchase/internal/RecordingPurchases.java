package io.quanyu.know.purchase.internal;

import io.quanyu.know.identity.AccountMove;
import io.quanyu.know.purchase.OrderLineFact;
import io.quanyu.know.purchase.RecordedPurchases;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Adds order lines and brings the headers of their documents up to date. */
@Component
public final class RecordingPurchases {

  private final PurchaseSql sql;

  public RecordingPurchases(PurchaseSql sql) {
    this.sql = sql;
  }

  /** See {@link io.quanyu.know.purchase.Purchases#record}. */
  public RecordedPurchases record(List<AccountMove> moves, List<OrderLineFact> lines) {
    var touched = new RoaringBitmap();
    if (moves.isEmpty() && lines.isEmpty()) {
      return new RecordedPurchases(0, 0, touched);
    }
    sql.lock();
    if (!moves.isEmpty()) {
      sql.repoint(moves, touched);
    }
    int newLines = 0;
    if (!lines.isEmpty()) {
      sql.stage(lines);
      newLines = lines.size() - sql.dropKnownLines();
      if (newLines > 0) {
        sql.stageOrders();
        sql.customersOfStagedOrders(touched);
        sql.insertLines();
        sql.writeHeaders();
        sql.customersOfStagedOrders(touched);
      }
    }
    return new RecordedPurchases(newLines, lines.size() - newLines, touched);
  }
}
