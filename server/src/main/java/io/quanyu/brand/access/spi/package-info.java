/** What another module implements for access. */
@NamedInterface("spi")
@NullMarked
package io.quanyu.brand.access.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
