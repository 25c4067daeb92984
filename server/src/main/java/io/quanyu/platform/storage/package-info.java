/**
 * The data directory: who holds it, what lies in it, how a file in it is written safely. Also the
 * words of a server that cannot start.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.quanyu.platform.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
