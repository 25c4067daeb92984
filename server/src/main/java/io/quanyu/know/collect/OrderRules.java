package io.quanyu.know.collect;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a channel's order numbers tell cancellations and adjustments, and which of its SKUs are
 * charges and not products.
 *
 * @param cancellationPrefixes a number that begins with one of these, followed by a digit, cancels
 * @param adjustmentPrefixes likewise for corrections of the books, such as bad debt
 * @param chargeSkus postage, fees, manual lines; case is ignored
 */
public record OrderRules(
    List<String> cancellationPrefixes, List<String> adjustmentPrefixes, List<String> chargeSkus) {

  /** No number and no SKU means anything special. */
  public static final OrderRules NONE = new OrderRules(List.of(), List.of(), List.of());

  /** The words of UK mail-order shops, which also wrote our reference files. */
  public static final OrderRules USUAL =
      new OrderRules(
          List.of("C"),
          List.of("A"),
          List.of("POST", "DOT", "M", "D", "AMAZONFEE", "BANK CHARGES", "C2", "CRUK", "S", "B"));

  // Jackson hands a missing component over as null, whatever the type says.
  @SuppressWarnings({"NullAway", "ConstantValue"})
  public OrderRules {
    cancellationPrefixes =
        cancellationPrefixes == null ? List.of() : List.copyOf(cancellationPrefixes);
    adjustmentPrefixes = adjustmentPrefixes == null ? List.of() : List.copyOf(adjustmentPrefixes);
    chargeSkus = chargeSkus == null ? List.of() : List.copyOf(chargeSkus);
  }

  /** Whether an order number says that the document cancels. */
  public boolean cancels(String orderNo) {
    return hasPrefix(cancellationPrefixes, orderNo);
  }

  /** Whether an order number says that the document adjusts the books. */
  public boolean adjusts(String orderNo) {
    return hasPrefix(adjustmentPrefixes, orderNo);
  }

  /** The charge SKUs in upper case, for look-up. */
  public Set<String> upperCaseChargeSkus() {
    return chargeSkus.stream()
        .map(sku -> sku.strip().toUpperCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A digit must follow: "C" is about C536379 and not about CN2024-0001. */
  private static boolean hasPrefix(List<String> prefixes, String orderNo) {
    for (var prefix : prefixes) {
      int length = prefix.length();
      if (orderNo.length() > length
          && orderNo.regionMatches(true, 0, prefix, 0, length)
          && Character.isDigit(orderNo.charAt(length))) {
        return true;
      }
    }
    return false;
  }

  /** Value or nothing: {@code rules}, or {@link #NONE}. */
  public static OrderRules orNone(@Nullable OrderRules rules) {
    return rules == null ? NONE : rules;
  }
}
