@NullMarked
package io.quanyu.know.collect.internal.reading;

import org.jspecify.annotations.NullMarked;
