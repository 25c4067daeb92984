@NullMarked
package io.quanyu.know.segment.internal;

import org.jspecify.annotations.NullMarked;
