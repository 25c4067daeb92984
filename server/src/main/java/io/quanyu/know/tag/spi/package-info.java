/** What a module implements to contribute tags. */
@NamedInterface("spi")
@NullMarked
package io.quanyu.know.tag.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
