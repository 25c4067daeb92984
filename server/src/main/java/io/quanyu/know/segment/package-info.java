/**
 * Segments: saved conditions over customers, and who satisfies them now. Conditions compile to
 * plans over bitmaps; tags and metrics are answered by their modules, attributes, behaviour and the
 * customers themselves by whoever implements {@code spi}. Owns schema {@code know_segment}.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.audit",
      "know.metric",
      "know.tag",
      "platform.job",
      "platform.scope",
      "platform.web"
    })
@NullMarked
package io.quanyu.know.segment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
