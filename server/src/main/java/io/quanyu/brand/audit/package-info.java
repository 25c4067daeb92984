/**
 * Audit: who did, saw, exported or revealed what, when, from where. Entries are only ever added,
 * those of a change in the change's own transaction; a sealer links them into a chain of blocks
 * under a key that is not in the database (ADR 0015). Owns schema {@code brand_audit}.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.combining",
      "platform.crypto",
      "platform.job",
      "platform.storage",
      "platform.web"
    })
@NullMarked
package io.quanyu.brand.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
