package io.quanyu.know.purchase;

import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a customer bought in one currency, over all channels.
 *
 * @param customerNo the customer
 * @param currency of the amounts
 * @param saleOrders documents that are sales
 * @param cancelledOrders documents that are cancellations
 * @param units products sold, charges left out, rounded towards zero
 * @param netRevenueMinor sum of all lines of all documents, in minor units
 * @param saleRevenueMinor sum of the lines of sales alone, in minor units
 * @param firstOrderAt earliest sale; null without a sale
 * @param lastOrderAt latest sale; null without a sale
 */
public record PurchaseTotals(
    int customerNo,
    Currency currency,
    int saleOrders,
    int cancelledOrders,
    long units,
    long netRevenueMinor,
    long saleRevenueMinor,
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt) {}
