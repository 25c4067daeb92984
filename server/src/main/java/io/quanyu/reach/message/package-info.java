/**
 * Messages: an outbox that sends every message once, whoever dies in between (ADR 0009). Others add
 * to it in their own transactions. Owns schema {@code reach_message}.
 */
@ApplicationModule(allowedDependencies = {"platform.database", "reach.channel"})
@NullMarked
package io.quanyu.reach.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
