@NullMarked
package io.quanyu.reach.broadcast.internal;

import org.jspecify.annotations.NullMarked;
