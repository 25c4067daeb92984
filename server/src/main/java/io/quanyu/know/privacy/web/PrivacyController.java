package io.quanyu.know.privacy.web;

import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.know.privacy.NewPrivacyRequest;
import io.quanyu.know.privacy.PrivacyRequest;
import io.quanyu.know.privacy.RequestState;
import io.quanyu.know.privacy.Verification;
import io.quanyu.know.privacy.internal.HandingOutCopy;
import io.quanyu.know.privacy.internal.HandlingRequests;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.IdempotentRequests;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Requests of persons for their data. */
@RestController
@RequestMapping("/api/privacy/requests")
@PreAuthorize("hasAuthority('" + Permission.PRIVACY_READ + "')")
class PrivacyController {

  private static final String MAY_HANDLE = "hasAuthority('" + Permission.PRIVACY_HANDLE + "')";
  private static final String MAY_APPROVE = "hasAuthority('" + Permission.PRIVACY_APPROVE + "')";
  private static final String OBJECT = "privacy-request";
  private static final int REFERENCE_MAX = 200;
  private static final int REASON_MIN = 4;

  private final HandlingRequests handling;
  private final HandingOutCopy copies;
  private final IdempotentRequests requests;
  private final AuditTrail audit;

  PrivacyController(
      HandlingRequests handling,
      HandingOutCopy copies,
      IdempotentRequests requests,
      AuditTrail audit) {
    this.handling = handling;
    this.copies = copies;
    this.requests = requests;
    this.audit = audit;
  }

  /**
   * How it was found that it is she who asks.
   *
   * @param reference of a ticket or a recording; no personal data
   */
  record VerificationDraft(Verification how, @Nullable String reference) {
    // Jackson hands a missing component over as null, whatever the type says.
    @SuppressWarnings({"NullAway", "ConstantValue"})
    VerificationDraft {
      if (how == null) {
        throw new IllegalArgumentException("how is missing");
      }
      reference = NewPrivacyRequest.oneLine(reference, REFERENCE_MAX, "reference");
    }
  }

  /** Why something is done, in the caller's words. */
  record Reason(String reason) {
    Reason {
      var line = NewPrivacyRequest.oneLine(reason, NewPrivacyRequest.NOTE_MAX, "reason");
      if (line == null || line.length() < REASON_MIN) {
        throw new IllegalArgumentException("reason must have 4 to 300 characters");
      }
      reason = line;
    }
  }

  /** Requests, latest received first. */
  @GetMapping
  Page<PrivacyRequest> list(
      @RequestParam(required = false) @Nullable List<String> state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return handling.list(
        states(state), PageRequest.of(cursor, limit, HandlingRequests.CURSOR_PARTS));
  }

  private static List<RequestState> states(@Nullable List<String> codes) {
    try {
      return codes == null ? List.of() : codes.stream().map(RequestState::ofCode).toList();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          WebProblem.REQUEST_MALFORMED,
          "A parameter is wrong.",
          List.of(new FieldError("state", "must be states, such as received,verified")));
    }
  }

  @GetMapping("/{id}")
  PrivacyRequest get(@PathVariable UUID id) {
    return handling.get(id);
  }

  @PostMapping
  @Audited(action = "privacy.receive", object = OBJECT)
  @PreAuthorize(MAY_HANDLE)
  ResponseEntity<PrivacyRequest> create(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody NewPrivacyRequest draft) {
    var created =
        requests.once(
            "privacy-request.create",
            key,
            draft,
            PrivacyRequest.class,
            () -> AuditedRequest.made(handling.create(draft, caller()), PrivacyRequest::id));
    return ResponseEntity.created(URI.create("/api/privacy/requests/" + created.id()))
        .body(created);
  }

  @PostMapping("/{id}/verify")
  @Audited(action = "privacy.verify", object = OBJECT)
  @PreAuthorize(MAY_HANDLE)
  PrivacyRequest verify(@PathVariable UUID id, @RequestBody VerificationDraft body) {
    AuditedRequest.detail("how", body.how().code());
    return handling.verify(id, body.how(), body.reference(), caller());
  }

  @PostMapping("/{id}/approve")
  @Audited(action = "privacy.approve", object = OBJECT)
  @PreAuthorize(MAY_APPROVE)
  PrivacyRequest approve(@PathVariable UUID id) {
    return handling.approve(id, caller());
  }

  /** Has the server do it; the answer comes before it is done. */
  @PostMapping("/{id}/start")
  @Audited(action = "privacy.start", object = OBJECT)
  @PreAuthorize(MAY_HANDLE)
  PrivacyRequest start(@PathVariable UUID id) {
    return handling.start(id, caller());
  }

  @PostMapping("/{id}/refuse")
  @Audited(action = "privacy.refuse", object = OBJECT)
  @PreAuthorize(MAY_HANDLE)
  PrivacyRequest refuse(@PathVariable UUID id, @RequestBody Reason body) {
    AuditedRequest.reason(body.reason());
    return handling.refuse(id, body.reason(), caller());
  }

  /** The file for the person, in clear; on record with the reason before it leaves. */
  @PostMapping("/{id}/copy")
  @Audited(action = "privacy.download-copy", kind = AuditKind.EXPORT, object = OBJECT)
  @PreAuthorize(MAY_HANDLE)
  void copy(@PathVariable UUID id, @RequestBody Reason body, HttpServletResponse response)
      throws IOException {
    AuditedRequest.reason(body.reason());
    AuditedRequest.detail("customer", handling.get(id).customerId());
    var file = copies.open(id);
    audit.recordRequestNow(); // nothing leaves without its record
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"");
    response.getOutputStream().write(file.bytes());
  }

  private static String caller() {
    return Caller.current().username();
  }
}
