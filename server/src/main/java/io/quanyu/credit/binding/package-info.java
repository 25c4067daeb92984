/**
 * Binding: whose customer somebody is. Until a brand says otherwise, she belongs to the store that
 * sold to her first. Owns no data; the customer carries her owner.
 */
@ApplicationModule(
    allowedDependencies = {
      "brand.organisation",
      "know.collect :: spi",
      "know.identity",
      "know.purchase",
      "platform.job"
    })
@NullMarked
package io.quanyu.credit.binding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
