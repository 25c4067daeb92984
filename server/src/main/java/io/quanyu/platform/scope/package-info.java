/**
 * Whose data the current thread may see. PostgreSQL's connections and every evaluation over sets of
 * customers ask here; only the entry of a request says it.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.quanyu.platform.scope;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
