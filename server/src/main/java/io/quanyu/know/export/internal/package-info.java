@NullMarked
package io.quanyu.know.export.internal;

import org.jspecify.annotations.NullMarked;
