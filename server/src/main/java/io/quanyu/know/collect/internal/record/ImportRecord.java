package io.quanyu.know.collect.internal.record;

import io.quanyu.brand.product.CatalogueSku;
import io.quanyu.brand.store.Store;
import io.quanyu.core.identity.Gender;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.OrderKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one row says, valid and normalised, before anybody knows whose it is. */
public sealed interface ImportRecord {

  /** Where the row starts in the file. */
  long line();

  /** Who the row is about; null for guests, products and stores. */
  default @Nullable IdentityClaim who() {
    return null;
  }

  /** A line of an order document. */
  record OrderLine(
      long line,
      @Nullable IdentityClaim who,
      String orderNo,
      OrderKind orderKind,
      Instant placedAt,
      @Nullable String storeCode,
      Currency currency,
      String sku,
      @Nullable String itemName,
      ItemKind itemKind,
      BigDecimal quantity,
      @Nullable BigDecimal unitPrice,
      long lineTotalMinor)
      implements ImportRecord {

    /** The same line of an order whose buyer nobody knows. */
    public OrderLine ofGuest() {
      return new OrderLine(
          line,
          null,
          orderNo,
          orderKind,
          placedAt,
          storeCode,
          currency,
          sku,
          itemName,
          itemKind,
          quantity,
          unitPrice,
          lineTotalMinor);
    }
  }

  /** A person or a household, as one channel knows it. */
  record Person(
      long line,
      IdentityClaim who,
      PersonalValues personal,
      @Nullable Gender gender,
      @Nullable LocalDate birthday,
      @Nullable String province,
      @Nullable String city,
      @Nullable Instant registeredAt,
      Map<String, String> attributes)
      implements ImportRecord {}

  /** Something that somebody did. */
  record Behaviour(
      long line,
      IdentityClaim who,
      String event,
      Instant occurredAt,
      Map<String, String> properties)
      implements ImportRecord {}

  /** A row of the catalogue. */
  record Article(long line, CatalogueSku sku) implements ImportRecord {}

  /** A row of the list of stores. */
  record Shop(long line, Store store) implements ImportRecord {}
}
