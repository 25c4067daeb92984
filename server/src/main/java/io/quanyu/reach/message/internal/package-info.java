@NullMarked
package io.quanyu.reach.message.internal;

import org.jspecify.annotations.NullMarked;
