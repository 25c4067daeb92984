/**
 * Encryption: administrators see the master keys, rotate them and destroy old ones. The keys and
 * the work are {@code platform.crypto}'s; here is who may do it, and the record of it.
 */
@ApplicationModule(allowedDependencies = {"brand.audit", "platform.crypto", "platform.web"})
@NullMarked
package io.quanyu.brand.encryption;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
