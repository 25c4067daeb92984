/**
 * The portrait of a customer: composes what identity, profile, purchase, history, metric, tag and
 * segment know for the HTTP API under {@code /api/customers}. It is a module of its own because it
 * reads from all of them while none of them knows the others. Owns no data.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.audit",
      "know.history",
      "know.identity",
      "know.metric",
      "know.profile",
      "know.purchase",
      "know.segment",
      "know.segment :: spi",
      "know.tag",
      "platform.scope",
      "platform.web"
    })
@NullMarked
package io.quanyu.know.portrait;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
