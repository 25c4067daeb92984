@NullMarked
package io.quanyu.platform.storage;

import org.jspecify.annotations.NullMarked;
