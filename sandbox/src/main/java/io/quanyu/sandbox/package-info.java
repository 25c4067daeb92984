/**
 * The vendors' stand-in: a process of its own that behaves as WeCom does and keeps its own books.
 */
@NullMarked
package io.quanyu.sandbox;

import org.jspecify.annotations.NullMarked;
