package io.quanyu.learn.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Key figures of a period beside the period before; {@code Overview} of the HTTP API.
 *
 * @param asOf the end of the period: now, or the latest sale when the data is older
 * @param currencies of sale orders, the one with the most first
 * @param empty whether nothing was imported yet
 */
public record Overview(
    Instant asOf,
    List<String> currencies,
    @JsonUnwrapped Figures figures,
    Figures compare,
    List<Day> daily,
    List<Stage> lifecycle,
    List<Channel> channels,
    List<RfmCell> rfm,
    List<Product> topProducts,
    List<Store> topStores,
    boolean empty) {

  /**
   * Figures of a period.
   *
   * @param customers all customers at its end
   * @param repeatRateBp buyers with two or more sale orders by its end, of all its buyers
   */
  public record Figures(
      long customers,
      long newCustomers,
      long buyers,
      long orders,
      Amount netRevenue,
      int repeatRateBp,
      Amount averageOrder) {}

  /** Money of the HTTP API. */
  public record Amount(String currency, long minorUnits) {}

  /** A day of the business zone; days without anything are there with zeros. */
  public record Day(LocalDate date, long orders, long netRevenueMinor, long newCustomers) {}

  /** Customers in a lifecycle stage, now. */
  public record Stage(String stage, long customers) {}

  /** A channel: customers now, orders and revenue of the period. */
  public record Channel(String channel, long customers, long orders, long netRevenueMinor) {}

  /** Customers with these two scores, now. */
  public record RfmCell(int recency, int frequency, long customers) {}

  /** A product in the ranking. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Product(String sku, @Nullable String name, long units, long netRevenueMinor) {}

  /** A store in the ranking. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Store(String storeCode, @Nullable String name, long orders, long netRevenueMinor) {}

  public Overview {
    currencies = List.copyOf(currencies);
    daily = List.copyOf(daily);
    lifecycle = List.copyOf(lifecycle);
    channels = List.copyOf(channels);
    rfm = List.copyOf(rfm);
    topProducts = List.copyOf(topProducts);
    topStores = List.copyOf(topStores);
  }
}
