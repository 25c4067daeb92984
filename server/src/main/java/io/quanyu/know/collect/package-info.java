/**
 * Collect: the door for files. A file is stored, looked at, mapped to fields, and imported chunk by
 * chunk: each chunk is one transaction over identities, profiles, facts, metrics and the resolved
 * stream. Owns schema {@code know_collect}.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.audit",
      "brand.product",
      "brand.store",
      "know.history",
      "know.identity",
      "know.metric",
      "know.profile",
      "know.purchase",
      "platform.crypto",
      "platform.database",
      "platform.eventlog",
      "platform.job",
      "platform.personal",
      "platform.storage",
      "platform.web"
    })
@NullMarked
package io.quanyu.know.collect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
