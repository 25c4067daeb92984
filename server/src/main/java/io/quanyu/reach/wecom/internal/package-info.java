@NullMarked
package io.quanyu.reach.wecom.internal;

import org.jspecify.annotations.NullMarked;
