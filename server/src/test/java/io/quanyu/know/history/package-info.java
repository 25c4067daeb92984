@NullMarked
package io.quanyu.know.history;

import org.jspecify.annotations.NullMarked;
