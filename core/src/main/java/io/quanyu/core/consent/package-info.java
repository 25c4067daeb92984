/**
 * What a customer agreed to follows from what she said, by one rule: whoever she is found to be
 * later, in whatever order it is learned. Pure: statements come in, a state comes out.
 */
@NullMarked
package io.quanyu.core.consent;

import org.jspecify.annotations.NullMarked;
