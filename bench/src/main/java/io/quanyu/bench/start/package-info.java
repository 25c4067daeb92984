@NullMarked
package io.quanyu.bench.start;

import org.jspecify.annotations.NullMarked;
