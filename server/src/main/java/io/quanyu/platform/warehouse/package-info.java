/**
 * The warehouse: columnar tables for questions over history, which may take seconds where
 * PostgreSQL would take minutes. A cache that can be rebuilt: what must last lies beside it as
 * immutable Parquet files. Times are UTC; no personal data.
 */
@ApplicationModule(allowedDependencies = {"platform.storage"})
@NullMarked
package io.quanyu.platform.warehouse;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
