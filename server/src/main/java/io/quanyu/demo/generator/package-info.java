/**
 * The demo brand: a believable Chinese sportswear brand of any size, written as the files its five
 * channels would export.
 *
 * <p>{@link io.quanyu.demo.generator.BrandGenerator} writes the files; {@link
 * io.quanyu.demo.generator.People} derives person {@code i} from (seed, i) alone, so any person can
 * be looked at without generating the others. Every word list here was written for this project.
 * Plain Java: no framework, no database.
 */
@NullMarked
package io.quanyu.demo.generator;

import org.jspecify.annotations.NullMarked;
