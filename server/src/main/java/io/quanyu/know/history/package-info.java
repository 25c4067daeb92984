/**
 * History: what happened to whom, for questions over time. Reads the {@code resolved} stream into
 * the warehouse, seals it into immutable Parquet files and answers from both. The records of the
 * stream are its API; it holds no personal data.
 */
@ApplicationModule(
    allowedDependencies = {
      "know.purchase",
      "know.segment :: spi",
      "platform.eventlog",
      "platform.job",
      "platform.storage",
      "platform.warehouse"
    })
@NullMarked
package io.quanyu.know.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
