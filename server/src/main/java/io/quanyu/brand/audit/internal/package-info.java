@NullMarked
package io.quanyu.brand.audit.internal;

import org.jspecify.annotations.NullMarked;
