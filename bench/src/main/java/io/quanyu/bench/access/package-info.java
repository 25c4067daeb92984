/** What it costs that somebody sees only a part of the customers. */
@NullMarked
package io.quanyu.bench.access;

import org.jspecify.annotations.NullMarked;
