package io.quanyu.know.portrait;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.core.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a customer.
 *
 * @param type order, cancellation, event, merge or account
 * @param title order number, or what was linked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEntry(
    Instant at,
    String type,
    String title,
    String channel,
    @Nullable Money amount,
    @Nullable List<Line> lines) {

  /** A line of an order. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(String sku, @Nullable String name, BigDecimal quantity, Money lineTotal) {}
}
