package io.quanyu.know.identity.web;

import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.Audited;
import io.quanyu.know.identity.internal.FindingAccounts;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PreAuthorize("hasAuthority('" + Permission.CUSTOMERS_READ + "')")
@Tag(name = "Customers")
class AccountLookupController {

  /** The programme of a brand that has one, as imports assume it. */
  private static final String OWN_PROGRAMME = "brand";

  private final FindingAccounts finding;

  AccountLookupController(FindingAccounts finding) {
    this.finding = finding;
  }

  /**
   * Accounts of one channel.
   *
   * @param programme of the member numbers among the keys; the brand's own if left out
   * @param accountKeys ids that the channel gives, member numbers where it gives none
   */
  record AccountLookup(String channel, @Nullable String programme, List<String> accountKeys) {}

  /**
   * @param customerNos one a key, in the order of the keys; null where no account has it
   */
  record AccountCustomers(List<@Nullable Integer> customerNos) {}

  @PostMapping("/api/accounts/lookup")
  @Audited(action = "accounts.lookup", kind = AuditKind.VIEW, object = "account")
  @Operation(summary = "Which customers are behind accounts of a channel.")
  AccountCustomers lookUp(@RequestBody AccountLookup lookup) {
    return new AccountCustomers(
        finding.customersOf(
            lookup.channel(),
            lookup.programme() == null ? OWN_PROGRAMME : lookup.programme(),
            checked(lookup)));
  }

  // Jackson hands a missing component over as null, whatever the type says.
  @SuppressWarnings({"NullAway", "ConstantValue"})
  private static List<String> checked(AccountLookup lookup) {
    if (lookup.channel() == null || lookup.channel().isBlank()) {
      throw refused("channel", "Name the channel of the accounts.");
    }
    List<String> keys = lookup.accountKeys();
    if (keys == null || keys.size() > FindingAccounts.KEYS_MAX) {
      throw refused("accountKeys", "Give at most " + FindingAccounts.KEYS_MAX + " keys.");
    }
    if (keys.stream().anyMatch(key -> key == null || key.isBlank())) {
      throw refused("accountKeys", "A key is blank.");
    }
    return keys;
  }

  private static ProblemException refused(String field, String detail) {
    return new ProblemException(
        WebProblem.REQUEST_MALFORMED, detail, List.of(new FieldError(field, detail)));
  }
}
