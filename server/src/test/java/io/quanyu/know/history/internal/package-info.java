@NullMarked
package io.quanyu.know.history.internal;

import org.jspecify.annotations.NullMarked;
