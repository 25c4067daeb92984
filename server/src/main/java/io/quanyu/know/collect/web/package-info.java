/** HTTP interface of {@code know.collect}. */
@NullMarked
package io.quanyu.know.collect.web;

import org.jspecify.annotations.NullMarked;
