package io.quanyu.know.segment.web;

import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.core.segment.Metric;
import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.know.metric.Metrics;
import io.quanyu.know.segment.Segment;
import io.quanyu.know.segment.SegmentDraft;
import io.quanyu.know.segment.SegmentExplanation;
import io.quanyu.know.segment.SegmentPreview;
import io.quanyu.know.segment.Segments;
import io.quanyu.know.segment.spi.AttributeField;
import io.quanyu.know.segment.spi.AttributeSource;
import io.quanyu.know.segment.spi.BehaviourSource;
import io.quanyu.platform.scope.CurrentScope;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Expensive;
import io.quanyu.platform.web.IdempotentRequests;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.VersionTag;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PreAuthorize(SegmentController.MAY_READ)
class SegmentController {

  static final String MAY_READ = "hasAuthority('" + Permission.SEGMENTS_READ + "')";
  private static final String MAY_WRITE = "hasAuthority('" + Permission.SEGMENTS_WRITE + "')";
  private static final String MAY_READ_ONE_CUSTOMER =
      MAY_READ + " and hasAuthority('" + Permission.CUSTOMERS_READ + "')";

  private final Segments segments;
  private final IdempotentRequests requests;
  private final Metrics metrics;
  private final ObjectProvider<AttributeSource> attributes;
  private final ObjectProvider<BehaviourSource> behaviour;

  SegmentController(
      Segments segments,
      IdempotentRequests requests,
      Metrics metrics,
      ObjectProvider<AttributeSource> attributes,
      ObjectProvider<BehaviourSource> behaviour) {
    this.segments = segments;
    this.requests = requests;
    this.metrics = metrics;
    this.attributes = attributes;
    this.behaviour = behaviour;
  }

  record Fields(
      List<AttributeField> attributes,
      List<MetricField> metrics,
      List<BehaviourSource.EventField> events,
      List<String> currencies) {}

  record MetricField(Metric metric, Metric.Unit unit) {}

  record PreviewRequest(SegmentCondition condition) {
    PreviewRequest {
      requireGiven("condition", condition);
    }
  }

  record ExplainRequest(SegmentCondition condition, UUID customerId) {
    ExplainRequest {
      requireGiven("condition", condition);
      requireGiven("customerId", customerId);
    }
  }

  /** What a condition can ask for. */
  @GetMapping("/api/segment-fields")
  Fields fields() {
    return new Fields(
        attributes.getObject().attributes(),
        Arrays.stream(Metric.values()).map(m -> new MetricField(m, m.unit())).toList(),
        behaviour.getObject().events(),
        CurrentScope.forAll(metrics::currencies));
  }

  /** Segments, last changed first. */
  @GetMapping("/api/segments")
  Page<Segment> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return segments.list(PageRequest.of(cursor, limit, Segments.CURSOR_PARTS));
  }

  @PostMapping("/api/segments")
  @Audited(action = "segments.create", object = "segment")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Segment> create(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody SegmentDraft draft) {
    var created =
        requests.once(
            "segment.create",
            key,
            draft,
            Segment.class,
            () -> AuditedRequest.made(segments.create(draft), Segment::id));
    return ResponseEntity.created(URI.create("/api/segments/" + created.id()))
        .eTag(VersionTag.of(created.version()))
        .body(created);
  }

  @GetMapping("/api/segments/{id}")
  ResponseEntity<Segment> get(@PathVariable UUID id) {
    return withEtag(segments.get(id));
  }

  @PutMapping("/api/segments/{id}")
  @Audited(action = "segments.change", object = "segment")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Segment> replace(
      @PathVariable UUID id,
      @RequestHeader("If-Match") String ifMatch,
      @RequestBody SegmentDraft draft) {
    return withEtag(segments.replace(id, VersionTag.read(ifMatch), draft));
  }

  @DeleteMapping("/api/segments/{id}")
  @Audited(action = "segments.delete", object = "segment")
  @PreAuthorize(MAY_WRITE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id) {
    segments.delete(id);
  }

  /** The samples are customers: whoever may not read customers gets the sizes alone. */
  @Expensive
  @PostMapping("/api/segments/preview")
  @Audited(action = "segments.preview", kind = AuditKind.VIEW, object = "customer")
  SegmentPreview preview(@RequestBody PreviewRequest request) {
    var preview = segments.preview(request.condition());
    if (!Caller.current().permissions().contains(Permission.CUSTOMERS_READ)) {
      preview = preview.withoutSamples();
    }
    AuditedRequest.detail("shown", preview.samples().size());
    return preview;
  }

  @Expensive
  @PostMapping("/api/segments/explain")
  @Audited(action = "segments.explain", kind = AuditKind.VIEW, object = "customer")
  @PreAuthorize(MAY_READ_ONE_CUSTOMER)
  SegmentExplanation explain(@RequestBody ExplainRequest request) {
    AuditedRequest.about("customer", request.customerId());
    return segments.explain(request.condition(), request.customerId());
  }

  private static ResponseEntity<Segment> withEtag(Segment segment) {
    return ResponseEntity.ok().eTag(VersionTag.of(segment.version())).body(segment);
  }

  private static void requireGiven(String field, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
  }
}
