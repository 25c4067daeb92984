@NullMarked
package io.quanyu.know.tag.internal;

import org.jspecify.annotations.NullMarked;
