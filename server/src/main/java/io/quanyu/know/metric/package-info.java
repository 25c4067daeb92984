/**
 * Metrics: what every customer bought, kept live. A row for each customer and currency, recomputed
 * from the order facts of touched customers in the transaction that touches them, so it never
 * differs from them. Owns schema {@code know_metric}.
 */
@ApplicationModule(
    allowedDependencies = {
      "know.identity",
      "know.purchase",
      "know.tag :: spi",
      "platform.database",
      "platform.job"
    })
@NullMarked
package io.quanyu.know.metric;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
