package io.quanyu.core.sms;

import io.quanyu.core.money.Money;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * What a gateway asks for one part of a text.
 *
 * @param perPart in minor units with fractions, because a part costs a few fen and a bit: 4.5 is
 *     ¥0.045; not negative
 * @param currency of the minor units
 */
public record SmsPrice(BigDecimal perPart, Currency currency) {

  public SmsPrice {
    if (perPart.signum() < 0) {
      throw new IllegalArgumentException("price " + perPart);
    }
  }

  /**
   * The cost of so many parts, rounded half up once over all of them.
   *
   * @param parts of all texts together, not negative
   * @throws ArithmeticException when the cost does not fit a long
   */
  public Money cost(long parts) {
    if (parts < 0) {
      throw new IllegalArgumentException(parts + " parts");
    }
    return Money.lineTotal(
        BigDecimal.valueOf(parts),
        perPart.movePointLeft(currency.getDefaultFractionDigits()),
        currency);
  }
}
