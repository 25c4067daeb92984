/** Products: the catalogue that orders refer to. Owns schema {@code brand_product}. */
@ApplicationModule(allowedDependencies = {"platform.database"})
@NullMarked
package io.quanyu.brand.product;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
