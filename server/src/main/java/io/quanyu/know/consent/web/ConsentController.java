package io.quanyu.know.consent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.know.consent.ConsentDecision;
import io.quanyu.know.consent.ConsentFigures;
import io.quanyu.know.consent.Consents;
import io.quanyu.know.consent.NewDecision;
import io.quanyu.know.consent.RecordedDecision;
import io.quanyu.know.consent.RecordedDecision.Recorded;
import io.quanyu.know.consent.RecordedDecision.Refused;
import io.quanyu.know.consent.internal.CountingConsent;
import io.quanyu.know.consent.internal.TellingConsent;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/consent")
@PreAuthorize("hasAuthority('" + Permission.CONSENT_READ + "')")
class ConsentController {

  private final CountingConsent counting;
  private final TellingConsent telling;
  private final Consents consents;
  private final KnownCustomers customers;
  private final Clock clock;

  ConsentController(
      CountingConsent counting,
      TellingConsent telling,
      Consents consents,
      KnownCustomers customers,
      Clock clock) {
    this.counting = counting;
    this.telling = telling;
    this.consents = consents;
    this.customers = customers;
    this.clock = clock;
  }

  /** A decision of a batch, with whose it is. */
  record BatchedDecision(UUID customerId, @JsonUnwrapped DecisionDraft decision) {}

  /** Up to {@value Consents#BATCH_MAX} decisions. */
  record DecisionBatch(List<BatchedDecision> decisions) {
    // Jackson hands a missing component over as null, whatever the type says.
    @SuppressWarnings({"NullAway", "ConstantValue"})
    DecisionBatch {
      if (decisions == null || decisions.isEmpty() || decisions.size() > Consents.BATCH_MAX) {
        throw new IllegalArgumentException(
            "decisions must be a list of 1 to " + Consents.BATCH_MAX);
      }
      decisions = List.copyOf(decisions);
    }
  }

  /**
   * What became of one decision of a batch.
   *
   * @param decisionId left out if it was refused
   * @param repeated it was there before, by an earlier request with the same key
   * @param problem slug of why it was refused; left out if it was not
   * @param field what is wrong in it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BatchedOutcome(
      @Nullable UUID decisionId,
      boolean repeated,
      @Nullable String problem,
      @Nullable String field,
      @Nullable String detail) {}

  /** In the order of the request. */
  record BatchOutcome(int recorded, int repeated, int refused, List<BatchedOutcome> outcomes) {}

  /** How many of the caller's customers agreed to what. */
  @GetMapping("/figures")
  ConsentFigures figures() {
    return counting.count();
  }

  /** What was recorded last, latest first. */
  @GetMapping("/decisions")
  @Audited(action = "consents.list", kind = AuditKind.VIEW, object = "customer")
  Page<ConsentDecision> list(
      @RequestParam(required = false) @Nullable String purpose,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    var request = PageRequest.of(cursor, limit, 1);
    long beforeNo = request.after().map(last -> last.longNumber(0)).orElse(Long.MAX_VALUE);
    var page =
        Page.of(
            telling.list(Optional.ofNullable(purpose), beforeNo, request.rows()),
            request,
            null,
            last -> Cursor.after(last.decisionNo()));
    return new Page<>(
        page.items().stream().map(TellingConsent.Listed::decision).toList(),
        page.nextCursor(),
        null);
  }

  /** Records what many customers decided, in one transaction; what is refused keeps none back. */
  @PostMapping("/decisions")
  @Audited(action = "consents.record-batch", object = "customer")
  @PreAuthorize("hasAuthority('" + Permission.CONSENT_MANAGE + "')")
  BatchOutcome recordAll(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String header,
      @RequestBody DecisionBatch batch) {
    var key = RequestKey.read(header);
    var now = clock.instant();
    AuditedRequest.detail("decisions", batch.decisions().size());
    var numbers =
        customers.numbersOf(
            batch.decisions().stream()
                .map(BatchedDecision::customerId)
                .collect(Collectors.toSet()));
    List<NewDecision> decisions = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < batch.decisions().size(); i++) {
      var one = batch.decisions().get(i);
      var customerNo = numbers.get(one.customerId());
      if (customerNo != null) {
        decisions.add(one.decision().of(customerNo, key + "#" + i, now));
        places.add(i);
      }
    }
    var outcomes = new ArrayList<BatchedOutcome>();
    batch.decisions().forEach(_ -> outcomes.add(UNKNOWN_CUSTOMER));
    var recorded = consents.record(decisions, Caller.current().username());
    for (int i = 0; i < recorded.size(); i++) {
      outcomes.set(places.get(i), outcome(recorded.get(i)));
    }
    int repeated = (int) outcomes.stream().filter(BatchedOutcome::repeated).count();
    int refused = (int) outcomes.stream().filter(one -> one.problem() != null).count();
    AuditedRequest.detail("refused", refused);
    return new BatchOutcome(outcomes.size() - repeated - refused, repeated, refused, outcomes);
  }

  private static final BatchedOutcome UNKNOWN_CUSTOMER =
      new BatchedOutcome(
          null, false, "customer-not-found", "customerId", "must be the id of a customer");

  private static BatchedOutcome outcome(RecordedDecision recorded) {
    return switch (recorded) {
      case Recorded(var decisionId, var isRepeated) ->
          new BatchedOutcome(decisionId, isRepeated, null, null, null);
      case Refused(var why, var field, var detail) ->
          new BatchedOutcome(null, false, why.slug(), field, detail);
    };
  }
}
