@NullMarked
package io.quanyu.platform.eventlog.internal;

import org.jspecify.annotations.NullMarked;
