package io.quanyu.brand.organisation.web;

import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.organisation.StoreDetails;
import io.quanyu.brand.organisation.StoreUnits;
import io.quanyu.brand.organisation.VersionedStore;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.VersionTag;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/organisation/units/{id}/store")
@PreAuthorize("hasAuthority('" + Permission.ORGANISATION_READ + "')")
class StoreController {

  private final StoreUnits stores;

  StoreController(StoreUnits stores) {
    this.stores = stores;
  }

  @GetMapping
  ResponseEntity<StoreDetails> get(@PathVariable UUID id) {
    return withEtag(stores.get(id));
  }

  @PutMapping
  @Audited(action = "organisation.change-store", object = "unit")
  @PreAuthorize("hasAuthority('" + Permission.ORGANISATION_WRITE + "')")
  ResponseEntity<StoreDetails> replace(
      @PathVariable UUID id,
      @RequestHeader("If-Match") String ifMatch,
      @RequestBody StoreDetails details) {
    return withEtag(stores.replace(id, VersionTag.read(ifMatch), details));
  }

  private static ResponseEntity<StoreDetails> withEtag(VersionedStore store) {
    return ResponseEntity.ok().eTag(VersionTag.of(store.version())).body(store.details());
  }
}
