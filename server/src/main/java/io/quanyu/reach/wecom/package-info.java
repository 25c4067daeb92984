/**
 * WeCom (企业微信): the app that we speak through, a check of its connection, and the door for what
 * WeCom tells us. Accepted callbacks are kept sealed and published as {@link WecomEvent}s. Owns
 * schema {@code reach_wecom}.
 */
@ApplicationModule(
    allowedDependencies = {"platform.crypto", "platform.job", "platform.web", "reach.channel"})
@NullMarked
package io.quanyu.reach.wecom;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
