/**
 * SMS: the gateway account that texts go through, the channel over it, and the door for what the
 * gateway tells us. Owns schema {@code reach_sms}.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.audit",
      "know.collect",
      "know.consent",
      "know.identity",
      "know.profile",
      "platform.crypto",
      "platform.database",
      "platform.job",
      "platform.outgoing",
      "platform.personal",
      "platform.web",
      "reach.channel",
      "reach.content :: spi",
      "reach.message"
    })
@NullMarked
package io.quanyu.reach.sms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
