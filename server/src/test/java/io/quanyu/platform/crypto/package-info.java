@NullMarked
package io.quanyu.platform.crypto;

import org.jspecify.annotations.NullMarked;
