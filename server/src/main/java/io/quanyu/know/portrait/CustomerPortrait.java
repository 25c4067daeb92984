package io.quanyu.know.portrait;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quanyu.core.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything on a customer's page but her timeline.
 *
 * @param erasedAt since when nobody knows who she was; null of a customer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomerPortrait(
    @JsonUnwrapped CustomerSummary summary,
    @Nullable String birthday,
    Map<String, String> attributes,
    List<Account> accounts,
    List<Identifier> identifiers,
    List<MetricsInCurrency> metrics,
    @Nullable RfmScore rfm,
    List<Merge> merges,
    @Nullable Instant erasedAt) {

  /** A channel account and why it is hers. */
  public record Account(
      String channel, String accountKey, List<Link> linkedBy, Instant firstSeenAt) {}

  /** Kind of the identifier and slug of the reason. */
  public record Link(String kind, String reason) {}

  /** An identifier, masked, and the channels that told it. */
  public record Identifier(String kind, String masked, List<String> sources) {}

  /** What she bought in one currency. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MetricsInCurrency(
      String currency,
      long orders,
      long units,
      Money netRevenue,
      Money averageOrder,
      @Nullable Instant firstOrderAt,
      @Nullable Instant lastOrderAt,
      long cancelledOrders) {}

  /** Scores from 1 to 5, higher is better. */
  public record RfmScore(int r, int f, int m) {}

  /** An account that came from another customer. */
  public record Merge(Instant at, String op, int fromCustomerNo, String reason) {}
}
