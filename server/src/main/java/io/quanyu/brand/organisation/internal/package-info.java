@NullMarked
package io.quanyu.brand.organisation.internal;

import org.jspecify.annotations.NullMarked;
