/** What another module implements for the organisation. */
@NamedInterface("spi")
@NullMarked
package io.quanyu.brand.organisation.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
