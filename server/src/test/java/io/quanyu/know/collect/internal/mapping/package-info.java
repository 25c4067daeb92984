@NullMarked
package io.quanyu.know.collect.internal.mapping;

import org.jspecify.annotations.NullMarked;
