/**
 * The event log: streams of entries, each entry a batch of records, in commit order and without
 * gaps. An append is part of the caller's transaction; consumers commit their offset with their
 * effect. Owns schema {@code platform_eventlog}.
 */
@ApplicationModule(allowedDependencies = {"platform.database", "platform.job"})
@NullMarked
package io.quanyu.platform.eventlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
