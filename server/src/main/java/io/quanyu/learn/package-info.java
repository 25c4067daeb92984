/** Learn: what the figures say. */
@NullMarked
package io.quanyu.learn;

import org.jspecify.annotations.NullMarked;
