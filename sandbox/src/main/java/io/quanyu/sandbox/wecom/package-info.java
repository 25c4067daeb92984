/** The WeCom API under its real paths: tokens, limits, errors, bulk messages, callbacks. */
@NullMarked
package io.quanyu.sandbox.wecom;

import org.jspecify.annotations.NullMarked;
