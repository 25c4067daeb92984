@NullMarked
package io.quanyu.know.identity.internal;

import org.jspecify.annotations.NullMarked;
