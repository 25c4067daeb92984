/** Stores: the points of sale that orders refer to. Owns schema {@code brand_store}. */
@ApplicationModule(allowedDependencies = {"platform.database"})
@NullMarked
package io.quanyu.brand.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
