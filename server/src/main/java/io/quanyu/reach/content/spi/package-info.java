/** What others tell about the accounts that messages go through. */
@NamedInterface("spi")
@NullMarked
package io.quanyu.reach.content.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
