/** What {@code know.collect} does inside: reading, mapping, records, uploads, jobs. */
@NullMarked
package io.quanyu.know.collect.internal;

import org.jspecify.annotations.NullMarked;
