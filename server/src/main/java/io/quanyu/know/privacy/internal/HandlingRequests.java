package io.quanyu.know.privacy.internal;

import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.core.id.Uuid7;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.privacy.NewPrivacyRequest;
import io.quanyu.know.privacy.PrivacyProblem;
import io.quanyu.know.privacy.PrivacyRequest;
import io.quanyu.know.privacy.RequestKind;
import io.quanyu.know.privacy.RequestState;
import io.quanyu.know.privacy.Verification;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes requests of persons from one state to the next. */
@Service
public final class HandlingRequests {

  /** Moment and id of the last request of a page. */
  public static final int CURSOR_PARTS = 2;

  private static final Set<RequestState> OPEN =
      Set.of(RequestState.RECEIVED, RequestState.VERIFIED, RequestState.APPROVED);

  private final RequestSql sql;
  private final KnownCustomers customers;
  private final Uuid7 ids;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Duration answerWithin;

  /**
   * @param answerWithin how long a person waits at most: GB/T 35273 says 30 days
   */
  HandlingRequests(
      RequestSql sql,
      KnownCustomers customers,
      PlatformTransactionManager transactions,
      Clock clock,
      @Value("${quanyu.privacy.answer-within}") Duration answerWithin) {
    this.sql = sql;
    this.customers = customers;
    this.transactions = new TransactionTemplate(transactions);
    this.ids = new Uuid7(clock, new SecureRandom());
    this.clock = clock;
    this.answerWithin = answerWithin;
  }

  /**
   * Requests in some states, latest received first.
   *
   * @param states none: all
   */
  public Page<PrivacyRequest> list(Collection<RequestState> states, PageRequest page) {
    var wanted = states.isEmpty() ? List.of(RequestState.values()) : states;
    var after = page.after();
    var rows =
        sql.list(
            wanted,
            after.map(HandlingRequests::moment).orElse(null),
            after.map(HandlingRequests::id).orElse(null),
            page.rows());
    return Page.of(rows, page, null, request -> Cursor.after(request.receivedAt(), request.id()));
  }

  private static Instant moment(Cursor cursor) {
    try {
      return Instant.parse(cursor.part(0));
    } catch (DateTimeException e) {
      throw notOurs();
    }
  }

  private static UUID id(Cursor cursor) {
    try {
      return UUID.fromString(cursor.part(1));
    } catch (IllegalArgumentException e) {
      throw notOurs();
    }
  }

  private static ProblemException notOurs() {
    return new ProblemException(
        WebProblem.REQUEST_MALFORMED,
        "A parameter is wrong.",
        List.of(new FieldError("cursor", "must be the nextCursor of the page before")));
  }

  /**
   * One request.
   *
   * @throws ProblemException {@link PrivacyProblem#REQUEST_UNKNOWN}
   */
  public PrivacyRequest get(UUID id) {
    return sql.find(id)
        .orElseThrow(() ->
            new ProblemException(
                PrivacyProblem.REQUEST_UNKNOWN, "No request has the id " + id + "."));
  }

  /**
   * Writes a request down, in the caller's transaction; the clock runs from when it was received.
   *
   * @throws ProblemException {@link PrivacyProblem#CUSTOMER_UNKNOWN}
   */
  public PrivacyRequest create(NewPrivacyRequest draft, String by) {
    var customer =
        customers
            .find(draft.customerId())
            .filter(one -> customers.erasedAt(one.customerNo()).isEmpty())
            .orElseThrow(() ->
                new ProblemException(
                    PrivacyProblem.CUSTOMER_UNKNOWN, "Look her up by phone or member number."));
    var now = clock.instant();
    var receivedAt = draft.receivedAt() == null ? now : draft.receivedAt();
    if (receivedAt.isAfter(now)) {
      throw new ProblemException(
          WebProblem.REQUEST_MALFORMED,
          "The request is not written down.",
          List.of(new FieldError("receivedAt", "must not lie in the future")));
    }
    var id = ids.next();
    AuditedRequest.detail("kind", draft.kind().code());
    AuditedRequest.detail("customer", customer.customerId());
    sql.insert(id, draft, receivedAt, receivedAt.plus(answerWithin), by);
    return get(id);
  }

  /** Notes how it was found that it is she who asks; before that nothing is done. */
  public PrivacyRequest verify(UUID id, Verification how, @Nullable String reference, String by) {
    return moved(id, () -> sql.verify(id, how, reference, by), "Only a new request is verified.");
  }

  /**
   * Agrees to an erasure, as a second person.
   *
   * @throws ProblemException {@link PrivacyProblem#SECOND_PERSON_NEEDED} for who wrote it down or
   *     verified it
   */
  public PrivacyRequest approve(UUID id, String by) {
    var request = get(id);
    var verification = request.verification();
    if (request.created().by().equals(by)
        || (verification != null && verification.by().equals(by))) {
      throw new ProblemException(
          PrivacyProblem.SECOND_PERSON_NEEDED,
          "You wrote it down or verified it: ask somebody else to approve it.");
    }
    return moved(id, () -> sql.approve(id, by), "Only an erasure that is verified is approved.");
  }

  /** Has the server do it; a correction is done at its source and ends here. */
  public PrivacyRequest start(UUID id, String by) {
    var kind = get(id).kind();
    return moved(
        id,
        () -> {
          boolean isStarted = sql.start(id, by);
          if (isStarted && kind == RequestKind.CORRECTION) {
            sql.done(id, by);
          }
          return isStarted;
        },
        kind == RequestKind.ERASURE
            ? "An erasure is begun once it is approved."
            : "It is begun once it is verified.");
  }

  /** Turns a request down that nobody began to do. */
  public PrivacyRequest refuse(UUID id, String reason, String by) {
    return moved(id, () -> sql.refuse(id, OPEN, reason, by), "It is under way or has ended.");
  }

  private PrivacyRequest moved(UUID id, BooleanSupplier move, String hint) {
    var _ = get(id);
    boolean isMoved = Boolean.TRUE.equals(transactions.execute(_ -> move.getAsBoolean()));
    if (!isMoved) {
      throw new ProblemException(PrivacyProblem.REQUEST_MOVED, hint);
    }
    return get(id);
  }
}
