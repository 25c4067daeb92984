/** Reading: foreign files as a bounded stream of rows, whatever their form or damage. */
@NullMarked
package io.quanyu.know.collect.internal.reading;

import org.jspecify.annotations.NullMarked;
