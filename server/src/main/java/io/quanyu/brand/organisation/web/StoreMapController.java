package io.quanyu.brand.organisation.web;

import io.quanyu.brand.organisation.StoreMap;
import io.quanyu.brand.organisation.StoreUnits;
import io.quanyu.brand.organisation.internal.MapOutline;
import io.quanyu.platform.web.Permission;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/organisation/map")
@PreAuthorize("hasAuthority('" + Permission.ORGANISATION_READ + "')")
class StoreMapController {

  private final StoreUnits stores;
  private final MapOutline outline;

  StoreMapController(StoreUnits stores, MapOutline outline) {
    this.stores = stores;
    this.outline = outline;
  }

  @GetMapping
  StoreMap map() {
    return stores.map();
  }

  @GetMapping("/outline")
  void outline(HttpServletResponse response) throws IOException {
    response.setContentType("application/geo+json");
    try (var content = outline.read().getInputStream()) {
      content.transferTo(response.getOutputStream());
    }
  }
}
