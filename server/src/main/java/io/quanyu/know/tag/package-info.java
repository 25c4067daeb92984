/**
 * Tags: named classifications of customers, each value a set of customer numbers in memory with a
 * snapshot in PostgreSQL. The modules that own the facts compute the values ({@code spi}); this
 * module keeps them together and answers. Owns schema {@code know_tag}.
 */
@ApplicationModule(allowedDependencies = {"platform.scope", "platform.web"})
@NullMarked
package io.quanyu.know.tag;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
