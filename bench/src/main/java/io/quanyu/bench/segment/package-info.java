/** How fast segments are evaluated. */
@NullMarked
package io.quanyu.bench.segment;

import org.jspecify.annotations.NullMarked;
