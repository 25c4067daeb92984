/**
 * Keys: keyed hashes of identifiers for lookup, and a data key per customer under which personal
 * values are sealed. Destroying a customer's key is what erases a person from every copy. The
 * master key that wraps data keys rotates. Owns schema {@code platform_crypto}.
 */
@ApplicationModule(allowedDependencies = {"platform.job", "platform.storage"})
@NullMarked
package io.quanyu.platform.crypto;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
