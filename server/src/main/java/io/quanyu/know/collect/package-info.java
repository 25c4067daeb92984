/**
 * Collect: the door for files. A file is stored, looked at, mapped to fields, and imported chunk by
 * chunk: each chunk is one transaction over identities, profiles, facts, metrics and the resolved
 * stream. Owns schema {@code know_collect}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.quanyu.know.collect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
