/**
 * Keys: keyed hashes of identifiers for lookup, and a data key per customer under which personal
 * values are sealed. Destroying a customer's key is what erases a person from every copy.
 */
@ApplicationModule(allowedDependencies = {"platform.storage"})
@NullMarked
package io.quanyu.platform.crypto;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
