@NullMarked
package io.quanyu.know.collect.internal.record;

import org.jspecify.annotations.NullMarked;
