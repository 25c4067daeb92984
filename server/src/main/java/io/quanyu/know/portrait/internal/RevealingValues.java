package io.quanyu.know.portrait.internal;

import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.brand.audit.RateLimits;
import io.quanyu.brand.audit.RateWatch;
import io.quanyu.know.portrait.PortraitProblem;
import io.quanyu.know.portrait.RevealField;
import io.quanyu.know.portrait.RevealReason;
import io.quanyu.know.portrait.RevealedValues;
import io.quanyu.know.profile.Profile;
import io.quanyu.know.profile.Profiles;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Shows personal values of a customer in clear. The values leave this class only after the commit
 * of the record that says who saw which of them and why.
 */
public final class RevealingValues {

  /** The action of its entries in the audit trail. */
  public static final String ACTION = "customers.reveal";

  /** How long they may be shown. */
  public static final Duration SHOWN = Duration.ofSeconds(60);

  private final PortrayingCustomer customers;
  private final Profiles profiles;
  private final RateWatch watch;
  private final RateLimits limits;
  private final TransactionOperations transactions;
  private final Clock clock;

  RevealingValues(
      PortrayingCustomer customers,
      Profiles profiles,
      RateWatch watch,
      RateLimits limits,
      TransactionOperations transactions,
      Clock clock) {
    this.customers = customers;
    this.profiles = profiles;
    this.watch = watch;
    this.limits = limits;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param note why, in the caller's words; not blank
   * @throws ProblemException {@link PortraitProblem#CUSTOMER_UNKNOWN} or {@link
   *     PortraitProblem#REVEALED_TOO_OFTEN}
   */
  public RevealedValues reveal(
      Caller caller, UUID id, Set<RevealField> fields, RevealReason reason, String note) {
    AuditedRequest.reason(reason.code() + ": " + note);
    AuditedRequest.detail(
        "fields", fields.stream().map(RevealField::code).sorted().collect(Collectors.joining(",")));
    return transactions.execute(_ -> {
      var customer = customers.get(id);
      AuditedRequest.about("customer", customer.customerId());
      watch
          .admit(caller.username(), ACTION, limits)
          .ifPresent(window -> {
            throw tooOften(window);
          });
      var profile = profiles.find(List.of(customer.customerNo())).get(customer.customerNo());
      return values(profile, fields, clock.instant().plus(SHOWN).truncatedTo(ChronoUnit.MILLIS));
    });
  }

  private static RevealedValues values(
      @Nullable Profile profile, Set<RevealField> fields, Instant hideAt) {
    Function<RevealField, @Nullable Profile> asked =
        field -> fields.contains(field) ? profile : null;
    var name = asked.apply(RevealField.NAME);
    var phone = asked.apply(RevealField.PHONE);
    var email = asked.apply(RevealField.EMAIL);
    var address = asked.apply(RevealField.ADDRESS);
    var memberNo = asked.apply(RevealField.MEMBER_NO);
    var birthday = asked.apply(RevealField.BIRTHDAY);
    return new RevealedValues(
        name == null ? null : name.personal().name(),
        phone == null ? null : phone.personal().phone(),
        email == null ? null : email.personal().email(),
        address == null ? null : address.personal().address(),
        memberNo == null ? null : memberNo.personal().memberNo(),
        birthday == null ? null : birthday.birthday(),
        hideAt);
  }

  private static ProblemException tooOften(Duration window) {
    return new ProblemException(
        PortraitProblem.REVEALED_TOO_OFTEN,
        "You have revealed as much as one person may within %d h. Ask a colleague, or wait."
            .formatted(window.toHours()));
  }
}
