/**
 * What every HTTP interface shares: problems, paging, idempotency, who is calling, safe headers,
 * and the console's files. Owns schema {@code platform_web}.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.database",
      "platform.job",
      "platform.personal",
      "platform.scope",
      "platform.storage"
    })
@NullMarked
package io.quanyu.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
