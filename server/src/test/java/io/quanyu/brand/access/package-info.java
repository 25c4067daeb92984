@NullMarked
package io.quanyu.brand.access;

import org.jspecify.annotations.NullMarked;
