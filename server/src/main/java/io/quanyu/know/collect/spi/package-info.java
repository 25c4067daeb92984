/** What a module implements to follow an import within its transactions. */
@NamedInterface("spi")
@NullMarked
package io.quanyu.know.collect.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
