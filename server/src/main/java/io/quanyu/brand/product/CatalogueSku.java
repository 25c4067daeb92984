package io.quanyu.brand.product;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * A stock keeping unit as the brand describes it. Null means "not said", and never removes what was
 * said before.
 *
 * @param skuCode its code; the same SKU has the same code everywhere
 * @param spuCode the product that it is a size or colour of
 * @param name shown to people
 * @param category as the brand groups its products
 * @param brand of several brands of one group
 * @param listPrice in major units, full scale; needs {@code currency}
 * @param currency of the list price
 */
public record CatalogueSku(
    String skuCode,
    @Nullable String spuCode,
    @Nullable String name,
    @Nullable String category,
    @Nullable String brand,
    @Nullable BigDecimal listPrice,
    @Nullable Currency currency) {

  public CatalogueSku {
    if (skuCode.isBlank()) {
      throw new IllegalArgumentException("SKU code is blank");
    }
    if ((listPrice == null) != (currency == null)) {
      throw new IllegalArgumentException("a list price needs a currency, and only then");
    }
  }

  /** What both say together; where both say something, {@code later} counts. */
  CatalogueSku and(CatalogueSku later) {
    boolean priced = later.listPrice != null;
    return new CatalogueSku(
        skuCode,
        later.spuCode != null ? later.spuCode : spuCode,
        later.name != null ? later.name : name,
        later.category != null ? later.category : category,
        later.brand != null ? later.brand : brand,
        priced ? later.listPrice : listPrice,
        priced ? later.currency : currency);
  }
}
