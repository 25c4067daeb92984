/** Amounts of money in minor units. */
@NullMarked
package io.quanyu.core.money;

import org.jspecify.annotations.NullMarked;
