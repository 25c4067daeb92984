/** What only the sandbox has: the world, user actions, clock, misbehaviour, the books. */
@NullMarked
package io.quanyu.sandbox.control;

import org.jspecify.annotations.NullMarked;
