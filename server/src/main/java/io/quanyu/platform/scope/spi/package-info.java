/** What the module that knows the customers implements. */
@NamedInterface("spi")
@NullMarked
package io.quanyu.platform.scope.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
