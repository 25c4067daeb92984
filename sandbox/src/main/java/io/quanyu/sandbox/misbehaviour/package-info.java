/** Faults on demand: slow, busy, expired token, limit, cut connection, lost answer. */
@NullMarked
package io.quanyu.sandbox.misbehaviour;

import org.jspecify.annotations.NullMarked;
