/**
 * Where a customer stands: RFM scores relative to all buyers, and the lifecycle stage by stated
 * thresholds. Pure functions of facts; the set-wise SQL that does the same over millions of
 * customers is tested against them.
 */
@NullMarked
package io.quanyu.core.rfm;

import org.jspecify.annotations.NullMarked;
