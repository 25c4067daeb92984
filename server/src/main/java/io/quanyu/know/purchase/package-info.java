/**
 * Order facts of all channels in one normal form, for metrics and timelines. What we ourselves sell
 * is the business of {@code sell.order}, which reports its facts here like any channel. Owns schema
 * {@code know_purchase}.
 */
@ApplicationModule(
    allowedDependencies = {"know.identity", "platform.database", "platform.personal"})
@NullMarked
package io.quanyu.know.purchase;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
