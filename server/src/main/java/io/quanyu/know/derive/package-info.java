/**
 * Derive: keeps what is computed from facts up to date with them. Stands above the modules that
 * import and the modules that compute, so that neither knows of the other.
 */
@ApplicationModule(
    allowedDependencies = {
      "know.collect",
      "know.segment",
      "know.segment :: spi",
      "know.tag",
      "platform.job"
    })
@NullMarked
package io.quanyu.know.derive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
