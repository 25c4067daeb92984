package io.quanyu.know.purchase.internal;

import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.LineKey;
import io.quanyu.know.purchase.OrderKind;
import io.quanyu.know.purchase.OrderLineFact;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the header of its document depends on in a line. */
record HeaderLine(
    LineKey key,
    OrderKind kind,
    Instant placedAt,
    @Nullable Integer accountNo,
    @Nullable String storeCode,
    ItemKind itemKind,
    BigDecimal quantity,
    long totalMinor) {

  static HeaderLine of(OrderLineFact line) {
    var account = line.account();
    return new HeaderLine(
        line.key(),
        line.orderKind(),
        line.placedAt(),
        account == null ? null : account.accountNo(),
        line.storeCode(),
        line.itemKind(),
        line.quantity(),
        line.lineTotalMinor());
  }
}
