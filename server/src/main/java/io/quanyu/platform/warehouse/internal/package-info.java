@NullMarked
package io.quanyu.platform.warehouse.internal;

import org.jspecify.annotations.NullMarked;
