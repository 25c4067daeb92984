package io.quanyu.know.portrait;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quanyu.core.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a customer.
 *
 * @param type what happened
 * @param title order number, name of the event, masked account, or number of the other customer
 * @param channel code of the channel; empty for a merge or split
 * @param reason of an account, merge or split: slug of what links the account to her
 * @param properties of an event: what else its channel told; null for other types
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEntry(
    Instant at,
    Type type,
    String title,
    String channel,
    @Nullable Money amount,
    @Nullable List<Line> lines,
    @Nullable String reason,
    @Nullable Map<String, String> properties) {

  /** What can happen to a customer. */
  public enum Type {
    @JsonProperty("order")
    ORDER,
    @JsonProperty("cancellation")
    CANCELLATION,
    @JsonProperty("adjustment")
    ADJUSTMENT,
    @JsonProperty("stock_correction")
    STOCK_CORRECTION,
    @JsonProperty("event")
    EVENT,
    @JsonProperty("account")
    ACCOUNT,
    @JsonProperty("merge")
    MERGE,
    @JsonProperty("split")
    SPLIT
  }

  /** A line of an order. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(String sku, @Nullable String name, BigDecimal quantity, Money lineTotal) {}
}
