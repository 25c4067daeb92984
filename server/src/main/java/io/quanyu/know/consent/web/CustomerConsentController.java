package io.quanyu.know.consent.web;

import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.know.consent.ConsentProblem;
import io.quanyu.know.consent.Consents;
import io.quanyu.know.consent.CustomerConsents;
import io.quanyu.know.consent.RecordedDecision.Recorded;
import io.quanyu.know.consent.RecordedDecision.Refused;
import io.quanyu.know.consent.internal.TellingConsent;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CustomerConsentController {

  private final TellingConsent telling;
  private final Consents consents;
  private final KnownCustomers customers;
  private final Clock clock;

  CustomerConsentController(
      TellingConsent telling, Consents consents, KnownCustomers customers, Clock clock) {
    this.telling = telling;
    this.consents = consents;
    this.customers = customers;
    this.clock = clock;
  }

  /**
   * A decision that is in the ledger.
   *
   * @param repeated it was there before, under the same key
   */
  record DecisionRecorded(UUID decisionId, boolean repeated) {}

  /** What a customer agreed to, with its history. */
  @GetMapping("/api/customers/{id}/consents")
  @Audited(action = "consents.view", kind = AuditKind.VIEW, object = "customer")
  @PreAuthorize("hasAuthority('" + Permission.CONSENT_READ + "')")
  CustomerConsents get(@PathVariable UUID id) {
    return telling.tell(customerNo(id));
  }

  /** Records what a customer decided; it takes effect before the answer leaves. */
  @PostMapping("/api/customers/{id}/consents")
  @Audited(action = "consents.record", object = "customer")
  @PreAuthorize("hasAuthority('" + Permission.CONSENT_MANAGE + "')")
  DecisionRecorded record(
      @PathVariable UUID id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody DecisionDraft draft) {
    var decision = draft.of(customerNo(id), RequestKey.read(key), clock.instant());
    AuditedRequest.detail("purpose", decision.purpose());
    decision.channel().ifPresent(channel -> AuditedRequest.detail("channel", channel));
    AuditedRequest.detail("granted", decision.isGrant());
    return switch (consents.record(List.of(decision), Caller.current().username()).getFirst()) {
      case Recorded(var decisionId, var isRepeated) -> new DecisionRecorded(decisionId, isRepeated);
      case Refused(var why, var field, var detail) ->
          throw new ProblemException(
              why, "The decision is not recorded.", List.of(new FieldError(field, detail)));
    };
  }

  private int customerNo(UUID id) {
    return customers
        .find(id)
        .orElseThrow(() ->
            new ProblemException(
                ConsentProblem.CUSTOMER_NOT_FOUND, "No customer has the id " + id + "."))
        .customerNo();
  }
}
