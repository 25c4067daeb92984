@NullMarked
package io.quanyu.know.consent.internal;

import org.jspecify.annotations.NullMarked;
