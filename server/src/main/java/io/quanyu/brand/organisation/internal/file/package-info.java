/** Units, stores and people as CSV, for people and for other systems. */
@NullMarked
package io.quanyu.brand.organisation.internal.file;

import org.jspecify.annotations.NullMarked;
