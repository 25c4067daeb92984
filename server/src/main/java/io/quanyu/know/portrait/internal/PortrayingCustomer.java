package io.quanyu.know.portrait.internal;

import io.quanyu.core.identity.HeldIdentifier;
import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.core.identity.LinkReason;
import io.quanyu.core.money.Money;
import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.CustomerAccount;
import io.quanyu.know.identity.CustomerChange;
import io.quanyu.know.identity.KnownCustomer;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.metric.CustomerMetrics;
import io.quanyu.know.metric.Metrics;
import io.quanyu.know.portrait.CustomerPortrait;
import io.quanyu.know.portrait.CustomerSummary;
import io.quanyu.know.portrait.Masking;
import io.quanyu.know.portrait.PortraitProblem;
import io.quanyu.know.profile.Profile;
import io.quanyu.know.profile.Profiles;
import io.quanyu.platform.web.ProblemException;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Composes a customer's page. */
@Component
public final class PortrayingCustomer {

  private final KnownCustomers customers;
  private final Profiles profiles;
  private final Metrics metrics;
  private final Summaries summaries;

  public PortrayingCustomer(
      KnownCustomers customers, Profiles profiles, Metrics metrics, Summaries summaries) {
    this.customers = customers;
    this.profiles = profiles;
    this.metrics = metrics;
    this.summaries = summaries;
  }

  /**
   * The customer with a public id, or the one that she was merged into.
   *
   * @throws ProblemException {@link PortraitProblem#CUSTOMER_UNKNOWN}
   */
  public KnownCustomer get(UUID id) {
    return customers
        .find(id)
        .orElseThrow(() ->
            new ProblemException(
                PortraitProblem.CUSTOMER_UNKNOWN, "Look her up by phone or member number."));
  }

  /**
   * The page of a customer.
   *
   * @throws ProblemException {@link PortraitProblem#CUSTOMER_UNKNOWN}
   */
  public CustomerPortrait portray(UUID id) {
    var customer = get(id);
    int customerNo = customer.customerNo();
    var summary = summaries.of(List.of(customer)).getFirst();
    var profile = profiles.find(List.of(customerNo)).get(customerNo);
    var accounts = customers.accountsOf(customerNo);
    return new CustomerPortrait(
        summary,
        profile == null ? null : Masking.birthday(profile.birthday()),
        profile == null ? Map.of() : profile.attributes(),
        accounts.stream().map(PortrayingCustomer::account).toList(),
        identifiers(accounts, profile),
        metrics.of(customerNo).stream().map(PortrayingCustomer::metrics).toList(),
        rfm(summary),
        customers.changesOf(customerNo).stream().map(PortrayingCustomer::merge).toList(),
        customers.erasedAt(customerNo).orElse(null));
  }

  private static CustomerPortrait.Account account(CustomerAccount account) {
    var kind = account.linkedBy();
    return new CustomerPortrait.Account(
        account.channel(),
        Masking.hash(account.key()),
        List.of(
            new CustomerPortrait.Link(
                kind == null ? "account" : slug(kind), slug(account.reason()))),
        account.firstSeenAt());
  }

  private List<CustomerPortrait.Identifier> identifiers(
      List<CustomerAccount> accounts, @Nullable Profile profile) {
    Map<UUID, HeldIdentifier> held = new LinkedHashMap<>();
    Map<UUID, TreeSet<String>> sources = new LinkedHashMap<>();
    for (var account : accounts) {
      for (var identifier : account.identifiers()) {
        held.merge(
            identifier.hash(),
            identifier,
            (one, other) -> one.kind().compareTo(other.kind()) <= 0 ? one : other);
        sources.computeIfAbsent(identifier.hash(), _ -> new TreeSet<>()).add(account.channel());
      }
    }
    long memberNos =
        held.values().stream().filter(one -> one.kind() == IdentifierKind.MEMBER_NO).count();
    return held.values().stream()
        .map(one ->
            new CustomerPortrait.Identifier(
                slug(one.kind()),
                masked(one, profile, memberNos == 1),
                List.copyOf(sources.getOrDefault(one.hash(), new TreeSet<>()))))
        .toList();
  }

  /** The clear value is known only if it survived in the golden record. */
  private String masked(
      HeldIdentifier identifier, @Nullable Profile profile, boolean isOnlyMemberNo) {
    if (profile != null) {
      var personal = profile.personal();
      var phone = personal.phone();
      var email = personal.email();
      var memberNo = personal.memberNo();
      var shownPhone = Masking.phone(phone);
      if (phone != null
          && shownPhone != null
          && customers.hash(ClaimedIdentifier.phone(phone)).equals(identifier.hash())) {
        return shownPhone;
      }
      if (email != null
          && customers.hash(ClaimedIdentifier.email(email)).equals(identifier.hash())) {
        return Masking.email(email);
      }
      if (memberNo != null && isOnlyMemberNo && identifier.kind() == IdentifierKind.MEMBER_NO) {
        return Masking.number(memberNo);
      }
    }
    return Masking.hash(identifier.hash());
  }

  private static CustomerPortrait.MetricsInCurrency metrics(CustomerMetrics one) {
    var currency = Currency.getInstance(one.currency());
    return new CustomerPortrait.MetricsInCurrency(
        one.currency(),
        one.orders(),
        one.units(),
        new Money(one.netRevenueMinor(), currency),
        new Money(one.averageOrderMinor().orElse(0L), currency),
        one.firstOrderAt(),
        one.lastOrderAt(),
        one.cancelledOrders());
  }

  private static CustomerPortrait.@Nullable RfmScore rfm(CustomerSummary summary) {
    Map<String, String> scores = new LinkedHashMap<>();
    summary.tags().forEach(tag -> scores.put(tag.tag(), tag.value()));
    var recency = scores.get("rfm_recency");
    var frequency = scores.get("rfm_frequency");
    var monetary = scores.get("rfm_monetary");
    return recency == null || frequency == null || monetary == null
        ? null
        : new CustomerPortrait.RfmScore(
            Integer.parseInt(recency), Integer.parseInt(frequency), Integer.parseInt(monetary));
  }

  private static CustomerPortrait.Merge merge(CustomerChange change) {
    return new CustomerPortrait.Merge(
        change.at(),
        change.isMerge() ? "merge" : "split",
        change.fromCustomerNo(),
        slug(change.reason()));
  }

  static String slug(IdentifierKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static String slug(LinkReason reason) {
    return switch (reason) {
      case OLDEST -> "first-account";
      case SAME_IDENTIFIER -> "strong";
      case SAME_CONTACT_AND_NAME -> "phone-and-name";
      case SAME_CONTACT -> "phone-nameless";
      case ORDER_CONTACT -> "order-phone";
    };
  }
}
