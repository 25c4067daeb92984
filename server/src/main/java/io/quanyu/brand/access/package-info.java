/**
 * Access: who works here, how they sign in, what they may do and with whose data. Tells {@code
 * platform.web} whose a session is. Owns schema {@code brand_access}.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.audit",
      "brand.organisation",
      "brand.organisation :: spi",
      "platform.crypto",
      "platform.job",
      "platform.outgoing",
      "platform.storage",
      "platform.web",
      "platform.web :: spi"
    })
@NullMarked
package io.quanyu.brand.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
