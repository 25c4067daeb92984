/**
 * Stores: the points of sale that orders refer to. Each is a unit of the organisation as well,
 * found by the same code. Owns schema {@code brand_store}.
 */
@ApplicationModule(allowedDependencies = {"platform.database", "brand.organisation"})
@NullMarked
package io.quanyu.brand.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
