package io.quanyu.know.purchase;

import io.quanyu.know.identity.ResolvedAccount;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order, as its channel reports it.
 *
 * @param key what makes the line itself
 * @param channel code of the channel
 * @param orderNo number of the document in the channel
 * @param orderKind what the document does, as far as this line tells
 * @param placedAt the line's time; an order is placed at the earliest
 * @param account whose order it is; null if nobody is known
 * @param storeCode null if the channel has no stores
 * @param currency of all amounts
 * @param sku article as written by the channel
 * @param itemName null if not said
 * @param itemKind product or charge
 * @param quantity negative for returns; full scale
 * @param unitPrice in major units, full scale; null if the channel reports only the line's total
 * @param lineTotalMinor what the line adds to net revenue, in minor units: quantity × unit price,
 *     less the line's discount, or as the channel reports it; rounded half up, away from zero
 */
public record OrderLineFact(
    LineKey key,
    String channel,
    String orderNo,
    OrderKind orderKind,
    Instant placedAt,
    @Nullable ResolvedAccount account,
    @Nullable String storeCode,
    Currency currency,
    String sku,
    @Nullable String itemName,
    ItemKind itemKind,
    BigDecimal quantity,
    @Nullable BigDecimal unitPrice,
    long lineTotalMinor) {}
