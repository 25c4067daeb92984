package io.quanyu.reach.broadcast.web;

import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.brand.audit.NotAudited;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Expensive;
import io.quanyu.platform.web.IdempotentRequests;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.VersionTag;
import io.quanyu.reach.broadcast.Broadcast;
import io.quanyu.reach.broadcast.BroadcastDraft;
import io.quanyu.reach.broadcast.BroadcastEstimate;
import io.quanyu.reach.broadcast.EstimateRequest;
import io.quanyu.reach.broadcast.TestSend;
import io.quanyu.reach.broadcast.internal.ChangingBroadcasts;
import io.quanyu.reach.broadcast.internal.EstimatingBroadcast;
import io.quanyu.reach.broadcast.internal.ReportingBroadcast;
import io.quanyu.reach.broadcast.internal.SendingTests;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/broadcasts")
@PreAuthorize(BroadcastController.MAY_READ)
class BroadcastController {

  static final String MAY_READ = "hasAuthority('" + Permission.BROADCASTS_READ + "')";
  private static final String MAY_WRITE = "hasAuthority('" + Permission.BROADCASTS_WRITE + "')";
  private static final String MAY_APPROVE = "hasAuthority('" + Permission.BROADCASTS_APPROVE + "')";

  private final ChangingBroadcasts broadcasts;
  private final ReportingBroadcast reporting;
  private final EstimatingBroadcast estimating;
  private final SendingTests tests;
  private final IdempotentRequests requests;

  BroadcastController(
      ChangingBroadcasts broadcasts,
      ReportingBroadcast reporting,
      EstimatingBroadcast estimating,
      SendingTests tests,
      IdempotentRequests requests) {
    this.broadcasts = broadcasts;
    this.reporting = reporting;
    this.estimating = estimating;
    this.tests = tests;
    this.requests = requests;
  }

  /** What whoever decides says to it. */
  record Decision(@Nullable String comment) {}

  /** Who looks at a test. */
  record TestSendRequest(List<UUID> customerIds) {
    TestSendRequest {
      if (customerIds == null) {
        throw new IllegalArgumentException("customerIds is missing");
      }
      customerIds = List.copyOf(customerIds);
    }
  }

  /** Broadcasts, newest first. */
  @GetMapping
  Page<Broadcast> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    var page = broadcasts.list(PageRequest.of(cursor, limit, ChangingBroadcasts.CURSOR_PARTS));
    return new Page<>(
        page.items().stream().map(reporting::withFigures).toList(),
        page.nextCursor(),
        page.total());
  }

  @PostMapping
  @Audited(action = "broadcasts.create", object = "broadcast")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Broadcast> create(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody BroadcastDraft draft) {
    var created =
        requests.once(
            "broadcast.create",
            key,
            draft,
            Broadcast.class,
            () -> AuditedRequest.made(broadcasts.create(draft, caller()), Broadcast::id));
    return ResponseEntity.created(URI.create("/api/broadcasts/" + created.id()))
        .eTag(VersionTag.of(created.version()))
        .body(created);
  }

  @GetMapping("/{id}")
  ResponseEntity<Broadcast> get(@PathVariable UUID id) {
    return withEtag(reporting.withFigures(broadcasts.get(id)));
  }

  @PutMapping("/{id}")
  @Audited(action = "broadcasts.change", object = "broadcast")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Broadcast> replace(
      @PathVariable UUID id,
      @RequestHeader("If-Match") String ifMatch,
      @RequestBody BroadcastDraft draft) {
    return withEtag(broadcasts.replace(id, VersionTag.read(ifMatch), draft));
  }

  @DeleteMapping("/{id}")
  @Audited(action = "broadcasts.delete", object = "broadcast")
  @PreAuthorize(MAY_WRITE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id) {
    broadcasts.delete(id);
  }

  @PostMapping("/{id}/submit")
  @Audited(action = "broadcasts.submit", object = "broadcast")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Broadcast> submit(@PathVariable UUID id) {
    return withEtag(broadcasts.submit(id, caller()));
  }

  @PostMapping("/{id}/approve")
  @Audited(action = "broadcasts.approve", object = "broadcast")
  @PreAuthorize(MAY_APPROVE)
  ResponseEntity<Broadcast> approve(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody Decision decision) {
    return withEtag(broadcasts.approve(id, version(ifMatch), decision.comment(), caller()));
  }

  @PostMapping("/{id}/reject")
  @Audited(action = "broadcasts.reject", object = "broadcast")
  @PreAuthorize(MAY_APPROVE)
  ResponseEntity<Broadcast> reject(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody Decision decision) {
    return withEtag(broadcasts.reject(id, version(ifMatch), decision.comment()));
  }

  @PostMapping("/{id}/pause")
  @Audited(action = "broadcasts.pause", object = "broadcast")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Broadcast> pause(@PathVariable UUID id) {
    return withEtag(broadcasts.pause(id));
  }

  @PostMapping("/{id}/resume")
  @Audited(action = "broadcasts.resume", object = "broadcast")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Broadcast> resume(@PathVariable UUID id) {
    return withEtag(broadcasts.resume(id));
  }

  @PostMapping("/{id}/stop")
  @Audited(action = "broadcasts.stop", object = "broadcast")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Broadcast> stop(@PathVariable UUID id) {
    return withEtag(broadcasts.stop(id));
  }

  @PostMapping("/{id}/test-send")
  @Audited(action = "broadcasts.test-send", object = "broadcast")
  @PreAuthorize(MAY_WRITE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  TestSend sendTests(@PathVariable UUID id, @RequestBody TestSendRequest request) {
    return tests.send(id, request.customerIds());
  }

  /** What a broadcast would be if it were launched now. */
  @Expensive
  @PostMapping("/estimate")
  @NotAudited("a question: answers with counts")
  BroadcastEstimate estimate(@RequestBody EstimateRequest request) {
    return estimating.estimate(request);
  }

  private static Optional<Integer> version(@Nullable String ifMatch) {
    return Optional.ofNullable(ifMatch).map(VersionTag::read);
  }

  private static String caller() {
    return Caller.current().username();
  }

  private static ResponseEntity<Broadcast> withEtag(Broadcast broadcast) {
    return ResponseEntity.ok().eTag(VersionTag.of(broadcast.version())).body(broadcast);
  }
}
