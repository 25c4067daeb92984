/** Reach: customers hear from the brand. */
@NullMarked
package io.quanyu.reach;

import org.jspecify.annotations.NullMarked;
