/** How fast a broadcast is launched, and how exactly the outbox keeps to a channel's rate. */
@NullMarked
package io.quanyu.bench.broadcast;

import org.jspecify.annotations.NullMarked;
