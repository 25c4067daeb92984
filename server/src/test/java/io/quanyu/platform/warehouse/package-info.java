@NullMarked
package io.quanyu.platform.warehouse;

import org.jspecify.annotations.NullMarked;
