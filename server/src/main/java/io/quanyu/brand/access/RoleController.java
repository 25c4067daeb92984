package io.quanyu.brand.access;

import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.IdempotentRequests;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.VersionTag;
import java.net.URI;
import java.util.List;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/roles")
@PreAuthorize("hasAuthority('" + Permission.STAFF_MANAGE + "')")
class RoleController {

  private final ManagingRoles managing;
  private final IdempotentRequests requests;

  RoleController(ManagingRoles managing, IdempotentRequests requests) {
    this.managing = managing;
    this.requests = requests;
  }

  @GetMapping
  List<Role> list() {
    return managing.list();
  }

  @PostMapping
  @Audited(action = "roles.create", object = "role")
  ResponseEntity<Role> create(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody RoleDraft draft) {
    var created =
        requests.once(
            "role.create", key, draft, Role.class, () -> managing.create(Caller.current(), draft));
    return ResponseEntity.created(URI.create("/api/roles/" + created.id()))
        .eTag(VersionTag.of(created.version()))
        .body(created);
  }

  @GetMapping("/{id}")
  ResponseEntity<Role> get(@PathVariable String id) {
    return withEtag(managing.get(id));
  }

  @PutMapping("/{id}")
  @Audited(action = "roles.change", object = "role")
  ResponseEntity<Role> replace(
      @PathVariable String id,
      @RequestHeader("If-Match") String ifMatch,
      @RequestBody RoleDraft draft) {
    return withEtag(managing.replace(Caller.current(), id, VersionTag.read(ifMatch), draft));
  }

  @DeleteMapping("/{id}")
  @Audited(action = "roles.delete", object = "role")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id) {
    managing.delete(Caller.current(), id);
  }

  private static ResponseEntity<Role> withEtag(Role role) {
    return ResponseEntity.ok().eTag(VersionTag.of(role.version())).body(role);
  }
}
