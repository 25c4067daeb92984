package io.quanyu.brand.access;

import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Without Idempotency-Key: the kept answer would hold a secret. A key too many is revoked. */
@RestController
@RequestMapping("/api/write-keys")
@PreAuthorize("hasAuthority('" + Permission.KEYS_MANAGE + "')")
class WriteKeyController {

  private final ManagingKeys managing;

  WriteKeyController(ManagingKeys managing) {
    this.managing = managing;
  }

  @GetMapping
  Page<WriteKey> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return managing.listWriteKeys(PageRequest.of(cursor, limit, ManagingKeys.CURSOR_PARTS));
  }

  @PostMapping
  @Audited(action = "write-keys.create", object = "write-key")
  @ResponseStatus(HttpStatus.CREATED)
  ManagingKeys.WriteKeyWithSecret create(@RequestBody WriteKey.Draft draft) {
    return managing.createWriteKey(Caller.current(), draft);
  }

  @PostMapping("/{id}/revoke")
  @Audited(action = "write-keys.revoke", object = "write-key")
  WriteKey revoke(@PathVariable UUID id) {
    return managing.revokeWriteKey(id);
  }
}
