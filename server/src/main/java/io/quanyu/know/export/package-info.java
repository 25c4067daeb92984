/**
 * Exports: customers taken out as a file. Who asks says what for; a second person allows it where
 * the rules want that; the file is written for whom the requester may see then, sealed under a key
 * of its own, marked so that a part of it tells whose it is, and destroyed after some days. Owns
 * schema {@code know_export}.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.audit",
      "know.identity",
      "know.metric",
      "know.portrait",
      "know.profile",
      "know.segment",
      "know.tag",
      "platform.crypto",
      "platform.database",
      "platform.job",
      "platform.scope",
      "platform.personal",
      "platform.storage",
      "platform.web",
      "platform.web :: spi"
    })
@NullMarked
package io.quanyu.know.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
