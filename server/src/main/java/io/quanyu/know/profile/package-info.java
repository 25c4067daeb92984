/**
 * Profiles: what is known of a customer beyond her identifiers. Every account keeps what it said,
 * and the golden record is derived from that, attribute by attribute. Personal values are sealed
 * under the customer's key. Owns schema {@code know_profile}.
 */
@ApplicationModule(
    allowedDependencies = {
      "know.identity",
      "know.segment :: spi",
      "know.tag :: spi",
      "platform.crypto",
      "platform.database",
      "platform.personal",
      "platform.scope"
    })
@NullMarked
package io.quanyu.know.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
