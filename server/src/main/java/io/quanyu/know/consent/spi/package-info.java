/** What a module implements so that consent knows its channels. */
@NamedInterface("spi")
@NullMarked
package io.quanyu.know.consent.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
