/**
 * Messages: an outbox that sends every message once, whoever dies in between (ADR 0009), receipts
 * of what became of them, and the rules that bind them: consent, suppressed addresses, caps, quota
 * and quiet hours. Others add to the outbox in their own transactions. Owns schema {@code
 * reach_message}.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.audit",
      "know.consent",
      "know.consent :: spi",
      "know.identity",
      "know.portrait",
      "platform.database",
      "platform.job",
      "platform.scope",
      "platform.web",
      "reach.channel"
    })
@NullMarked
package io.quanyu.reach.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
