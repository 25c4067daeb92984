package io.quanyu.brand.organisation.web;

import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.brand.organisation.FoundUnit;
import io.quanyu.brand.organisation.Organisation;
import io.quanyu.brand.organisation.OrganisationSummary;
import io.quanyu.brand.organisation.Unit;
import io.quanyu.brand.organisation.UnitDraft;
import io.quanyu.brand.organisation.UnitInTree;
import io.quanyu.brand.organisation.UnitNaming;
import io.quanyu.brand.organisation.UnitPeriod;
import io.quanyu.platform.web.IdempotentRequests;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.VersionTag;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/organisation")
@PreAuthorize("hasAuthority('" + Permission.ORGANISATION_READ + "')")
class OrganisationController {

  private static final String MAY_WRITE = "hasAuthority('" + Permission.ORGANISATION_WRITE + "')";

  private final Organisation organisation;
  private final IdempotentRequests requests;

  OrganisationController(Organisation organisation, IdempotentRequests requests) {
    this.organisation = organisation;
    this.requests = requests;
  }

  /**
   * Where a unit goes.
   *
   * @param from today or later; null: today
   */
  record MoveRequest(UUID parentId, @Nullable LocalDate from) {
    MoveRequest {
      if (parentId == null) {
        throw new IllegalArgumentException("parentId is missing");
      }
    }
  }

  /**
   * When a unit closes.
   *
   * @param from the first day on which it is closed, today or later; null: today
   */
  record CloseRequest(@Nullable LocalDate from) {}

  @GetMapping
  OrganisationSummary summary() {
    return organisation.summary();
  }

  @GetMapping("/tree")
  Page<UnitInTree> tree(
      @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate date,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return organisation.tree(date, PageRequest.of(cursor, limit, Organisation.TREE_CURSOR_PARTS));
  }

  @GetMapping("/search")
  List<FoundUnit> search(
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable Integer limit) {
    return organisation.search(q == null ? "" : q, PageRequest.of(null, limit, 0).limit());
  }

  @PostMapping("/units")
  @Audited(action = "organisation.add-unit", object = "unit")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Unit> create(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody UnitDraft draft) {
    var created =
        requests.once(
            "unit.create",
            key,
            draft,
            Unit.class,
            () -> AuditedRequest.made(organisation.create(draft), Unit::id));
    return ResponseEntity.created(URI.create("/api/organisation/units/" + created.id()))
        .eTag(VersionTag.of(created.version()))
        .body(created);
  }

  @GetMapping("/units/{id}")
  ResponseEntity<Unit> get(@PathVariable UUID id) {
    return withEtag(organisation.get(id));
  }

  @PutMapping("/units/{id}")
  @Audited(action = "organisation.change-unit", object = "unit")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Unit> replace(
      @PathVariable UUID id,
      @RequestHeader("If-Match") String ifMatch,
      @RequestBody UnitNaming naming) {
    return withEtag(organisation.replace(id, VersionTag.read(ifMatch), naming));
  }

  @PostMapping("/units/{id}/move")
  @Audited(action = "organisation.move-unit", object = "unit")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Unit> move(
      @PathVariable UUID id,
      @RequestHeader("If-Match") String ifMatch,
      @RequestBody MoveRequest to) {
    return withEtag(organisation.move(id, VersionTag.read(ifMatch), to.parentId(), to.from()));
  }

  @PostMapping("/units/{id}/close")
  @Audited(action = "organisation.close-unit", object = "unit")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Unit> close(
      @PathVariable UUID id,
      @RequestHeader("If-Match") String ifMatch,
      @RequestBody CloseRequest when) {
    return withEtag(organisation.close(id, VersionTag.read(ifMatch), when.from()));
  }

  @GetMapping("/units/{id}/children")
  Page<Unit> children(
      @PathVariable UUID id,
      @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate date,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return organisation.children(
        id, date, PageRequest.of(cursor, limit, Organisation.CHILDREN_CURSOR_PARTS));
  }

  @GetMapping("/units/{id}/subtree")
  Page<Unit> subtree(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return organisation.subtree(id, PageRequest.of(cursor, limit, Organisation.TREE_CURSOR_PARTS));
  }

  @GetMapping("/units/{id}/path")
  List<UnitInTree> path(@PathVariable UUID id) {
    return organisation.path(id);
  }

  @GetMapping("/units/{id}/history")
  List<UnitPeriod> history(@PathVariable UUID id) {
    return organisation.history(id);
  }

  private static ResponseEntity<Unit> withEtag(Unit unit) {
    return ResponseEntity.ok().eTag(VersionTag.of(unit.version())).body(unit);
  }
}
