/**
 * WeCom (企业微信): the app that we speak through, a check of its connection, the door for what WeCom
 * tells us, the customers whom members have as contacts, and bulk messages to them as a channel.
 * Accepted callbacks are kept sealed and published as {@link WecomEvent}s. Owns schema {@code
 * reach_wecom}.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.crypto",
      "platform.database",
      "platform.job",
      "platform.outgoing",
      "platform.personal",
      "platform.web",
      "brand.access",
      "brand.access :: spi",
      "brand.audit",
      "know.collect",
      "know.identity",
      "reach.channel"
    })
@NullMarked
package io.quanyu.reach.wecom;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
