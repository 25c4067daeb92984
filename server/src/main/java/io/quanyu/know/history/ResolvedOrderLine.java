package io.quanyu.know.history;

import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.OrderKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order line with its customer.
 *
 * @param source with {@code lineNo} the key of the line, see {@code LineKey}
 * @param lineNo number of the line within its source
 * @param accountNo null if nobody is known, together with {@code customerNo}
 * @param customerNo when it was written; {@link MovedAccount} corrects it
 * @param channel code of the channel
 * @param orderNo number of the document in the channel
 * @param orderKind what the document does, as far as this line tells
 * @param placedAt the line's time
 * @param storeCode null if the channel has no stores
 * @param currency ISO 4217 code
 * @param sku article as written by the channel
 * @param itemKind product or charge
 * @param quantity negative for returns; full scale
 * @param lineTotalMinor what the line adds to net revenue, in minor units
 */
public record ResolvedOrderLine(
    UUID source,
    long lineNo,
    @Nullable Integer accountNo,
    @Nullable Integer customerNo,
    String channel,
    String orderNo,
    OrderKind orderKind,
    Instant placedAt,
    @Nullable String storeCode,
    String currency,
    String sku,
    ItemKind itemKind,
    BigDecimal quantity,
    long lineTotalMinor) {}
