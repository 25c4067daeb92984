package io.quanyu.know.portrait;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.core.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer as a list shows her: personal values masked. What is not known is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomerSummary(
    UUID id,
    int customerNo,
    @Nullable String name,
    @Nullable String phone,
    @Nullable String gender,
    @Nullable String province,
    @Nullable String city,
    List<String> channels,
    @Nullable String lifecycleStage,
    long orders,
    List<Money> netRevenue,
    @Nullable Instant lastOrderAt,
    List<CustomerTag> tags) {

  /**
   * A tag value that a customer carries.
   *
   * @param since as-of time of the computation that gave it
   */
  public record CustomerTag(String tag, String value, Instant since) {}
}
