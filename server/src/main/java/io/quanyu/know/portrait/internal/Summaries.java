package io.quanyu.know.portrait.internal;

import io.quanyu.core.identity.Gender;
import io.quanyu.core.money.Money;
import io.quanyu.know.identity.KnownCustomer;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.metric.CustomerMetrics;
import io.quanyu.know.metric.Metrics;
import io.quanyu.know.portrait.CustomerSummary;
import io.quanyu.know.portrait.CustomerSummary.CustomerTag;
import io.quanyu.know.portrait.Masking;
import io.quanyu.know.profile.Profile;
import io.quanyu.know.profile.Profiles;
import io.quanyu.know.tag.CarriedTag;
import io.quanyu.know.tag.Tags;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Composes what a list shows of customers: one statement a module, not one a customer, and all in
 * one transaction, so that a connection is narrowed to a scope once and not for each statement.
 */
@Component
public final class Summaries {

  private static final String LIFECYCLE_TAG = "lifecycle_stage";

  private final KnownCustomers customers;
  private final Profiles profiles;
  private final Metrics metrics;
  private final Tags tags;
  private final TransactionTemplate transaction;

  public Summaries(
      KnownCustomers customers,
      Profiles profiles,
      Metrics metrics,
      Tags tags,
      PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
    transaction.setReadOnly(true);
    this.customers = customers;
    this.profiles = profiles;
    this.metrics = metrics;
    this.tags = tags;
  }

  /** Summaries by number, in the given order; customers that do not exist are left out. */
  public List<CustomerSummary> byNumber(List<Integer> customerNos) {
    return reading(() -> {
      Map<Integer, KnownCustomer> known = new HashMap<>();
      customers.find(customerNos).forEach(customer -> known.put(customer.customerNo(), customer));
      return read(customerNos.stream().map(known::get).filter(Objects::nonNull).toList());
    });
  }

  /** Summaries of some tens of customers, in the given order. */
  public List<CustomerSummary> of(List<KnownCustomer> known) {
    return reading(() -> read(known));
  }

  private List<CustomerSummary> reading(Supplier<List<CustomerSummary>> read) {
    return Objects.requireNonNull(transaction.execute(_ -> read.get()));
  }

  private List<CustomerSummary> read(List<KnownCustomer> known) {
    if (known.isEmpty()) {
      return List.of();
    }
    var numbers = known.stream().map(KnownCustomer::customerNo).toList();
    var golden = profiles.find(numbers);
    var channels = customers.channelsOf(numbers);
    Map<Integer, List<CustomerMetrics>> bought =
        metrics
            .of(RoaringBitmap.bitmapOf(numbers.stream().mapToInt(number -> number).toArray()))
            .stream()
            .collect(Collectors.groupingBy(CustomerMetrics::customerNo));
    return known.stream()
        .map(customer ->
            summary(
                customer,
                golden.get(customer.customerNo()),
                channels.getOrDefault(customer.customerNo(), List.of()),
                bought.getOrDefault(customer.customerNo(), List.of()),
                tags.carriedBy(customer.customerNo())))
        .toList();
  }

  private static CustomerSummary summary(
      KnownCustomer customer,
      @Nullable Profile profile,
      List<String> channels,
      List<CustomerMetrics> metrics,
      List<CarriedTag> carried) {
    return new CustomerSummary(
        customer.customerId(),
        customer.customerNo(),
        profile == null ? null : Masking.name(profile.personal().shownName()),
        profile == null ? null : Masking.phone(profile.personal().phone()),
        profile == null ? null : text(profile.gender()),
        profile == null ? null : profile.province(),
        profile == null ? null : profile.city(),
        channels,
        carried.stream()
            .filter(tag -> tag.tag().equals(LIFECYCLE_TAG))
            .map(CarriedTag::value)
            .findFirst()
            .orElse(null),
        metrics.stream().mapToLong(CustomerMetrics::orders).sum(),
        metrics.stream()
            .map(one -> new Money(one.netRevenueMinor(), Currency.getInstance(one.currency())))
            .toList(),
        metrics.stream()
            .map(CustomerMetrics::lastOrderAt)
            .filter(Objects::nonNull)
            .max(Comparator.<Instant>naturalOrder())
            .orElse(null),
        carried.stream()
            .map(tag -> new CustomerTag(tag.tag(), tag.value(), tag.computedAt()))
            .toList());
  }

  private static @Nullable String text(@Nullable Gender gender) {
    return gender == null ? null : gender.name().toLowerCase(Locale.ROOT);
  }
}
