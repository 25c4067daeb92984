/**
 * Outgoing requests to addresses that people type in: the one place that makes HTTP clients for
 * them, so that nobody makes the server ask its own network.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.quanyu.platform.outgoing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
