/**
 * Consent: what customers agreed to, purpose by purpose and channel by channel, with evidence.
 * Keeps purposes and their texts, a ledger of decisions that only grows, and what follows from it
 * (ADR 0017). Whoever uses customers' data for a purpose asks {@link ConsentedCustomers} or {@link
 * Consents} first. Owns schema {@code know_consent}.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.audit",
      "know.collect :: spi",
      "know.identity",
      "know.portrait",
      "know.profile",
      "platform.database",
      "platform.job",
      "platform.personal",
      "platform.scope",
      "platform.web"
    })
@NullMarked
package io.quanyu.know.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
