package io.quanyu.core.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;

/**
 * An amount in the minor units of its currency: 12345 CNY is ¥123.45, 12345 JPY is ¥12,345.
 * Overflow is an {@link ArithmeticException}, never a wrong amount.
 *
 * @param minorUnits may be negative
 * @param currency one with minor units (not gold)
 */
public record Money(long minorUnits, Currency currency) {

  public Money {
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(currency + " has no minor units");
    }
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * An amount given in major units.
   *
   * @param rounding what to do with digits beyond the minor unit; {@link RoundingMode#UNNECESSARY}
   *     refuses them
   */
  public static Money ofMajor(BigDecimal amount, Currency currency, RoundingMode rounding) {
    int digits = currency.getDefaultFractionDigits();
    return new Money(
        amount.setScale(digits, rounding).movePointRight(digits).longValueExact(), currency);
  }

  /**
   * What a line of an order comes to: quantity × unit price, both at full scale, rounded once and
   * half away from zero.
   *
   * @param unitPrice in major units
   */
  public static Money lineTotal(BigDecimal quantity, BigDecimal unitPrice, Currency currency) {
    return ofMajor(quantity.multiply(unitPrice), currency, RoundingMode.HALF_UP);
  }

  /** The amount in major units, with the currency's number of decimals. */
  public BigDecimal toMajor() {
    return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits());
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minorUnits, sameCurrency(other).minorUnits), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(minorUnits, sameCurrency(other).minorUnits), currency);
  }

  public Money negated() {
    return new Money(Math.negateExact(minorUnits), currency);
  }

  /**
   * Splits the amount in proportion to weights. The parts sum to the whole; each is within one
   * minor unit of its exact share. Minor units left over go to the largest remainders, of equal
   * ones to the first.
   *
   * @param weights not negative, not all zero
   */
  public List<Money> allocate(long... weights) {
    BigInteger sum = BigInteger.ZERO;
    for (long weight : weights) {
      if (weight < 0) {
        throw new IllegalArgumentException("negative weight " + weight);
      }
      sum = sum.add(BigInteger.valueOf(weight));
    }
    if (sum.signum() == 0) {
      throw new IllegalArgumentException("no weight to allocate by");
    }
    // Shares of the absolute amount, so that −x splits as the mirror of x.
    BigInteger whole = BigInteger.valueOf(minorUnits).abs();
    BigInteger[] parts = new BigInteger[weights.length];
    BigInteger[] remainders = new BigInteger[weights.length];
    BigInteger left = whole;
    for (int i = 0; i < weights.length; i++) {
      BigInteger[] share = whole.multiply(BigInteger.valueOf(weights[i])).divideAndRemainder(sum);
      parts[i] = share[0];
      remainders[i] = share[1];
      left = left.subtract(share[0]);
    }
    Integer[] byRemainder = new Integer[weights.length];
    Arrays.setAll(byRemainder, i -> i);
    Arrays.sort(byRemainder, Comparator.comparing((Integer i) -> remainders[i]).reversed());
    for (int i = 0; i < left.intValueExact(); i++) {
      parts[byRemainder[i]] = parts[byRemainder[i]].add(BigInteger.ONE);
    }
    List<Money> allocated = new ArrayList<>(weights.length);
    for (BigInteger part : parts) {
      allocated.add(new Money((minorUnits < 0 ? part.negate() : part).longValueExact(), currency));
    }
    return allocated;
  }

  private Money sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " and " + other.currency);
    }
    return other;
  }

  @Override
  public String toString() {
    return toMajor().toPlainString() + " " + currency;
  }
}
