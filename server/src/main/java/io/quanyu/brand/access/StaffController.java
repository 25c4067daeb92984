package io.quanyu.brand.access;

import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.VersionTag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/staff")
@PreAuthorize("hasAuthority('" + Permission.STAFF_MANAGE + "')")
class StaffController {

  private final ManagingStaff managing;

  StaffController(ManagingStaff managing) {
    this.managing = managing;
  }

  @GetMapping
  Page<StaffMember> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return managing.list(PageRequest.of(cursor, limit, ManagingStaff.CURSOR_PARTS));
  }

  /**
   * Without Idempotency-Key: the kept answer would hold a password. The username makes a repetition
   * harmless.
   */
  @PostMapping
  @Audited(action = "staff.add", object = "staff")
  @ResponseStatus(HttpStatus.CREATED)
  ManagingStaff.WithPassword add(@RequestBody StaffDraft draft) {
    return managing.add(Caller.current(), draft);
  }

  /** The roles that somebody is to have, instead of those she has. */
  record AssignmentsDraft(List<AssignmentDraft> assignments) {
    AssignmentsDraft {
      assignments = AssignmentDraft.listOf(assignments);
    }
  }

  @PutMapping("/{id}/assignments")
  @Audited(action = "staff.assign", object = "staff")
  ResponseEntity<StaffMember> assign(
      @PathVariable UUID id,
      @RequestHeader("If-Match") String ifMatch,
      @RequestBody AssignmentsDraft draft) {
    var member =
        managing.assign(Caller.current(), id, VersionTag.read(ifMatch), draft.assignments());
    return ResponseEntity.ok().eTag(VersionTag.of(member.version())).body(member);
  }

  @PostMapping("/{id}/reset-password")
  @Audited(action = "staff.reset-password", object = "staff")
  ManagingStaff.WithPassword resetPassword(@PathVariable UUID id) {
    return managing.resetPassword(Caller.current(), id);
  }

  @PostMapping("/{id}/deactivate")
  @Audited(action = "staff.deactivate", object = "staff")
  StaffMember deactivate(@PathVariable UUID id) {
    return managing.deactivate(Caller.current(), id);
  }

  @PostMapping("/{id}/reactivate")
  @Audited(action = "staff.reactivate", object = "staff")
  StaffMember reactivate(@PathVariable UUID id) {
    return managing.reactivate(Caller.current(), id);
  }
}
