@NullMarked
package io.quanyu.know.purchase.internal;

import org.jspecify.annotations.NullMarked;
