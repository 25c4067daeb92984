/** Who we are and what we sell: staff, stores, products. */
@NullMarked
package io.quanyu.brand;

import org.jspecify.annotations.NullMarked;
