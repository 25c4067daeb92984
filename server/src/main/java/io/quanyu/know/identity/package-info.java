/**
 * One-ID: which channel accounts are one customer. Keeps the evidence (accounts and keyed hashes of
 * their identifiers), hands out customer numbers and logs every merge and split. Owns schema {@code
 * know_identity}.
 *
 * <p>The rules are {@link io.quanyu.core.identity.IdentityResolver}; this module finds what it must
 * be run on.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.audit",
      "know.tag :: spi",
      "platform.crypto",
      "platform.database",
      "platform.personal",
      "platform.scope",
      "platform.scope :: spi",
      "platform.web"
    })
@NullMarked
package io.quanyu.know.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
