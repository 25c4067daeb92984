@NullMarked
package io.quanyu.reach.content.internal;

import org.jspecify.annotations.NullMarked;
