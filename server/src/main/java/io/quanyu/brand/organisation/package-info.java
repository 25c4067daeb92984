/**
 * Organisation: the tree of headquarters, regions, dealers, partners and stores, with all that it
 * was and is planned to be. Owns schema {@code brand_organisation}.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.audit",
      "platform.database",
      "platform.job",
      "platform.storage",
      "platform.web"
    })
@NullMarked
package io.quanyu.brand.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
