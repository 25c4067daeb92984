/** Records: rows of a file as typed, validated facts that the other modules understand. */
@NullMarked
package io.quanyu.know.collect.internal.record;

import org.jspecify.annotations.NullMarked;
