@NullMarked
package io.quanyu.know.metric.internal;

import org.jspecify.annotations.NullMarked;
