/** What another module implements for the web layer. */
@NamedInterface("spi")
@NullMarked
package io.quanyu.platform.web.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
