package io.quanyu.know.purchase;

import io.quanyu.core.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order document with its lines, for a timeline.
 *
 * @param purchaseNo its number here; orders those that were placed at one time
 * @param lines in the order in which they were read; at most {@link Purchases#VIEW_LINES_MAX}
 */
public record PurchaseView(
    long purchaseNo,
    String channel,
    String orderNo,
    OrderKind kind,
    Instant placedAt,
    @Nullable String storeCode,
    Money net,
    List<Line> lines) {

  public PurchaseView {
    lines = List.copyOf(lines);
  }

  /** One line of the document. */
  public record Line(String sku, @Nullable String itemName, BigDecimal quantity, Money lineTotal) {}
}
