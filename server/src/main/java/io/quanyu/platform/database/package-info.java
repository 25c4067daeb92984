/**
 * PostgreSQL: the truth. Starts our own one or uses any other, migrates it module by module, and
 * hands out connections, jOOQ and bulk copy within the caller's transaction.
 */
@ApplicationModule(allowedDependencies = {"platform.scope", "platform.storage"})
@NullMarked
package io.quanyu.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
