@NullMarked
package io.quanyu.know.privacy.internal;

import org.jspecify.annotations.NullMarked;
