/** Mapping: what fields a kind has, which column is which, and rows as typed records. */
@NullMarked
package io.quanyu.know.collect.internal.mapping;

import org.jspecify.annotations.NullMarked;
