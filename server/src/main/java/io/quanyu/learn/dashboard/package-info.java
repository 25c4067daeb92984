/**
 * Dashboard: how the business is doing, beside the period before. Holds nothing; every figure is a
 * statement over facts or the size of a tag.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.product",
      "brand.store",
      "know.identity",
      "know.purchase",
      "know.tag",
      "platform.scope",
      "platform.web"
    })
@NullMarked
package io.quanyu.learn.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
