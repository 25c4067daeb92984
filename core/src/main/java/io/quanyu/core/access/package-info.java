/** Whose data somebody may see. */
@NullMarked
package io.quanyu.core.access;

import org.jspecify.annotations.NullMarked;
