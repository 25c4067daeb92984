/** Jobs: imports that run chunk by chunk, survive a crash, and tell how far they are. */
@NullMarked
package io.quanyu.know.collect.internal.job;

import org.jspecify.annotations.NullMarked;
