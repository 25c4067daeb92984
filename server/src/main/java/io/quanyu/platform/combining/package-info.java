/**
 * Combining: what many want of one thing at once (the last pairs of a SKU, a flash coupon, a draw)
 * is decided for all of them in one transaction, instead of one row lock each. Durable and exact:
 * the database stays the only truth, and any number of servers may combine at the same time.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.quanyu.platform.combining;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
