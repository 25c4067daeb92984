/** Quanyu: the districts of the loop, one package each. */
@NullMarked
package io.quanyu;

import org.jspecify.annotations.NullMarked;
