package io.quanyu.reach.wecom.web;

import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Permission;
import io.quanyu.reach.wecom.ContactSync;
import io.quanyu.reach.wecom.internal.SyncingContacts;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/channels/wecom/contacts")
@PreAuthorize("hasAuthority('" + Permission.CHANNELS_MANAGE + "')")
class WecomContactsController {

  private final SyncingContacts syncing;

  WecomContactsController(SyncingContacts syncing) {
    this.syncing = syncing;
  }

  @GetMapping
  ContactSync get() {
    return syncing.get();
  }

  @PostMapping("/sync")
  @Audited(action = "wecom.sync-contacts", object = "channel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ContactSync sync() {
    return syncing.request();
  }
}
