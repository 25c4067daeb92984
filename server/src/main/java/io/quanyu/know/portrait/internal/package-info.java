@NullMarked
package io.quanyu.know.portrait.internal;

import org.jspecify.annotations.NullMarked;
