/**
 * What the vendor knows: the world, tokens, bulk messages and the entries they are rebuilt from.
 */
@NullMarked
package io.quanyu.sandbox.state;

import org.jspecify.annotations.NullMarked;
