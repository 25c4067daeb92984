/**
 * Broadcasts: one message to a segment, over the first channel that may be used for each customer,
 * let go by a second person, measured against a control group (ADR 0011). Owns schema {@code
 * reach_broadcast}.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.audit",
      "know.identity",
      "know.purchase",
      "know.segment",
      "platform.web",
      "reach.channel",
      "reach.content",
      "reach.message"
    })
@NullMarked
package io.quanyu.reach.broadcast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
