/**
 * Channels: what every way to reach customers has in common. The modules of the single channels
 * implement {@link io.quanyu.reach.channel.Channel}; {@code reach.message} sends over them.
 */
@ApplicationModule(allowedDependencies = {"platform.web"})
@NullMarked
package io.quanyu.reach.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
