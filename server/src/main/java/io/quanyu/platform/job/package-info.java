/**
 * Jobs: work that must happen at a time, on one of the servers, also after a crash, kept by
 * db-scheduler in schema {@code platform_job}; and work that waits in a module's own table.
 */
@ApplicationModule(allowedDependencies = {"platform.database"})
@NullMarked
package io.quanyu.platform.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
