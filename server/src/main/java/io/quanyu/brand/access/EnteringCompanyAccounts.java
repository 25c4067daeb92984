package io.quanyu.brand.access;

import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Enters under which names of other houses somebody is expected. Her sessions end with a change:
 * whoever came with the account of before stays out.
 */
final class EnteringCompanyAccounts {

  private static final int NAME_MAX = 255;

  private final CompanyAccounts accounts;
  private final OidcTable providers;
  private final ManagingStaff managing;
  private final Sessions sessions;
  private final TransactionOperations transactions;

  EnteringCompanyAccounts(
      CompanyAccounts accounts,
      OidcTable providers,
      ManagingStaff managing,
      Sessions sessions,
      TransactionOperations transactions) {
    this.accounts = accounts;
    this.providers = providers;
    this.managing = managing;
    this.sessions = sessions;
    this.transactions = transactions;
  }

  /**
   * @param oidcName e-mail or username at the identity provider; null: none
   * @param oidcLinkedAt her first sign-in with it; null: not yet
   * @param wecomUserId null: none
   */
  record Accounts(
      @Nullable String oidcName, @Nullable Instant oidcLinkedAt, @Nullable String wecomUserId) {}

  /**
   * @param oidcName null or blank: none
   * @param wecomUserId null or blank: none
   */
  record Draft(@Nullable String oidcName, @Nullable String wecomUserId) {}

  Accounts get(Caller caller, UUID staffId) {
    return managed(caller, staffId, () -> of(staffId));
  }

  /**
   * @throws ProblemException if somebody else has one of the accounts, it is the caller's own, she
   *     is mightier, or there is no identity provider
   */
  Accounts replace(Caller caller, UUID staffId, Draft draft) {
    var oidcName = name("oidcName", draft.oidcName()).map(n -> n.toLowerCase(Locale.ROOT));
    var wecomUserId = name("wecomUserId", draft.wecomUserId());
    return managed(
        caller,
        staffId,
        () -> {
          var before = of(staffId);
          var issuer = providers.find().map(OidcProvider::issuer);
          if (!oidcName.equals(Optional.ofNullable(before.oidcName()))) {
            var known =
                issuer.orElseThrow(() ->
                    new ProblemException(
                        AccessProblem.OIDC_OFF, "Set up the identity provider first."));
            accounts.remove(staffId, known);
            oidcName.ifPresent(name -> require(accounts.expect(staffId, known, name), "oidcName"));
          }
          if (!wecomUserId.equals(Optional.ofNullable(before.wecomUserId()))) {
            accounts.remove(staffId, CompanyAccounts.WECOM);
            wecomUserId.ifPresent(
                id -> require(accounts.link(staffId, CompanyAccounts.WECOM, id), "wecomUserId"));
          }
          var after = of(staffId);
          if (!after.equals(before)) {
            sessions.closeAll(staffId);
          }
          return after;
        });
  }

  private Accounts of(UUID staffId) {
    var entered = accounts.list(staffId);
    var oidc = providers.find().flatMap(provider -> of(entered, provider.issuer()));
    return new Accounts(
        oidc.map(CompanyAccounts.Entered::name).orElse(null),
        oidc.flatMap(CompanyAccounts.Entered::linkedAt).map(OffsetDateTime::toInstant).orElse(null),
        of(entered, CompanyAccounts.WECOM).map(CompanyAccounts.Entered::name).orElse(null));
  }

  private static Optional<CompanyAccounts.Entered> of(
      List<CompanyAccounts.Entered> entered, String issuer) {
    return entered.stream().filter(account -> account.issuer().equals(issuer)).findFirst();
  }

  private static Optional<String> name(String field, @Nullable String given) {
    var name = given == null ? "" : given.strip();
    if (name.length() > NAME_MAX || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(field + " must have at most " + NAME_MAX + " characters");
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  private static void require(boolean isFree, String field) {
    if (!isFree) {
      throw new ProblemException(
          AccessProblem.ACCOUNT_TAKEN,
          "Take it from the other person first.",
          List.of(new FieldError(field, "is entered for somebody else")));
    }
  }

  private <T> T managed(Caller caller, UUID staffId, Supplier<T> work) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          var _ = managing.getManageable(caller, staffId);
          return work.get();
        }));
  }
}
