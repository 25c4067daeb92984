@NullMarked
package io.quanyu.platform.eventlog;

import org.jspecify.annotations.NullMarked;
