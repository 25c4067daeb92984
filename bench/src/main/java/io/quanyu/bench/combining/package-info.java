@NullMarked
package io.quanyu.bench.combining;

import org.jspecify.annotations.NullMarked;
