package io.quanyu.know.export.internal;

import io.quanyu.core.money.Money;
import io.quanyu.know.export.ExportColumn;
import io.quanyu.know.identity.KnownCustomer;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.metric.CustomerMetrics;
import io.quanyu.know.metric.Metrics;
import io.quanyu.know.profile.Profile;
import io.quanyu.know.profile.Profiles;
import io.quanyu.know.tag.Tags;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Reads what files tell of customers: one statement a module for some thousand of them, and only
 * where a column needs it.
 */
@Component
public class RowsOfCustomers {

  private static final String LIFECYCLE_TAG = "lifecycle_stage";

  private static final Set<ExportColumn> OF_IDENTITY =
      Set.of(ExportColumn.CUSTOMER_ID, ExportColumn.CUSTOMER_NO);
  private static final Set<ExportColumn> OF_METRICS =
      Set.of(
          ExportColumn.ORDERS,
          ExportColumn.NET_REVENUE,
          ExportColumn.FIRST_ORDER_AT,
          ExportColumn.LAST_ORDER_AT);
  private static final Set<ExportColumn> OF_OTHERS =
      Set.of(ExportColumn.CHANNELS, ExportColumn.LIFECYCLE_STAGE);

  private final KnownCustomers customers;
  private final Profiles profiles;
  private final Metrics metrics;
  private final Tags tags;

  public RowsOfCustomers(KnownCustomers customers, Profiles profiles, Metrics metrics, Tags tags) {
    this.customers = customers;
    this.profiles = profiles;
    this.metrics = metrics;
    this.tags = tags;
  }

  /**
   * What is known of a customer, personal values in clear. Lives in memory for a moment.
   *
   * @param profile null if nobody said anything of her
   */
  record Row(
      KnownCustomer customer,
      @Nullable Profile profile,
      List<CustomerMetrics> metrics,
      List<String> channels,
      @Nullable String lifecycleStage) {

    int orders() {
      return metrics.stream().mapToInt(CustomerMetrics::orders).sum();
    }

    /** {@code 120.50 CNY; 9.99 USD}: amounts of different currencies are never added up. */
    String netRevenue() {
      return metrics.stream()
          .map(one -> new Money(one.netRevenueMinor(), Currency.getInstance(one.currency())))
          .map(money -> money.toMajor().toPlainString() + " " + money.currency())
          .collect(Collectors.joining("; "));
    }

    @Nullable Instant firstOrderAt() {
      return moments(CustomerMetrics::firstOrderAt).min(Comparator.naturalOrder()).orElse(null);
    }

    @Nullable Instant lastOrderAt() {
      return moments(CustomerMetrics::lastOrderAt).max(Comparator.naturalOrder()).orElse(null);
    }

    private Stream<Instant> moments(Function<CustomerMetrics, @Nullable Instant> moment) {
      return metrics.stream().map(moment).filter(Objects::nonNull);
    }

    /** Never tells a value. */
    @Override
    public String toString() {
      return "Row[" + customer.customerNo() + "]";
    }
  }

  /**
   * Customers in the given order. Those who were merged or erased meanwhile, or are not the
   * thread's to see any more, are left out.
   */
  List<Row> of(List<Integer> customerNos, Collection<ExportColumn> columns) {
    Map<Integer, KnownCustomer> known = new HashMap<>();
    customers.find(customerNos).forEach(customer -> known.put(customer.customerNo(), customer));
    var numbers = customerNos.stream().filter(known::containsKey).toList();
    if (numbers.isEmpty()) {
      return List.of();
    }
    var golden = needsProfiles(columns) ? profiles.find(numbers) : Map.<Integer, Profile>of();
    var channels =
        columns.contains(ExportColumn.CHANNELS)
            ? customers.channelsOf(numbers)
            : Map.<Integer, List<String>>of();
    var bought =
        columns.stream().anyMatch(OF_METRICS::contains)
            ? metrics.of(setOf(numbers)).stream()
                .collect(Collectors.groupingBy(CustomerMetrics::customerNo))
            : Map.<Integer, List<CustomerMetrics>>of();
    var stages =
        columns.contains(ExportColumn.LIFECYCLE_STAGE) ? stages() : Map.<String, RoaringBitmap>of();
    return numbers.stream()
        .map(no ->
            new Row(
                Objects.requireNonNull(known.get(no)),
                golden.get(no),
                bought.getOrDefault(no, List.of()),
                channels.getOrDefault(no, List.of()),
                stageOf(stages, no)))
        .toList();
  }

  private static boolean needsProfiles(Collection<ExportColumn> columns) {
    return columns.stream()
        .anyMatch(column ->
            !OF_IDENTITY.contains(column)
                && !OF_METRICS.contains(column)
                && !OF_OTHERS.contains(column));
  }

  private Map<String, RoaringBitmap> stages() {
    return tags.index().values(LIFECYCLE_TAG);
  }

  private static @Nullable String stageOf(Map<String, RoaringBitmap> stages, int customerNo) {
    return stages.entrySet().stream()
        .filter(stage -> stage.getValue().contains(customerNo))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static RoaringBitmap setOf(List<Integer> numbers) {
    return RoaringBitmap.bitmapOf(numbers.stream().mapToInt(Integer::intValue).toArray());
  }
}
