/** What readers feel while the master key rotates. */
@NullMarked
package io.quanyu.bench.rotation;

import org.jspecify.annotations.NullMarked;
