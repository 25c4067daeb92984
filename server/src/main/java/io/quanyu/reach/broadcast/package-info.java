/**
 * Broadcasts: one message to a segment, over the first channel that may be used for each customer,
 * let go by a second person, measured against a control group (ADR 0010). Owns schema {@code
 * reach_broadcast}.
 */
@ApplicationModule(
    allowedDependencies = {"know.segment", "platform.web", "reach.channel", "reach.content"})
@NullMarked
package io.quanyu.reach.broadcast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
