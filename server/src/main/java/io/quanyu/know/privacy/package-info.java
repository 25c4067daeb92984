/**
 * Privacy: what persons ask of us under PIPL – a copy, an export, erasure, correction – with the
 * clock that runs, who verified, approved and did it, and the work itself over all modules that
 * hold personal data (ADR 0018). Owns schema {@code know_privacy}.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.audit",
      "know.identity",
      "platform.crypto",
      "platform.database",
      "platform.job",
      "platform.personal",
      "platform.storage",
      "platform.web"
    })
@NullMarked
package io.quanyu.know.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
