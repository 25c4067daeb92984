/** What a module implements so that conditions can ask for its facts. */
@NamedInterface("spi")
@NullMarked
package io.quanyu.know.segment.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
