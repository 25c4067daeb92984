/** Public ids. */
@NullMarked
package io.quanyu.core.id;

import org.jspecify.annotations.NullMarked;
