package io.quanyu.reach.broadcast;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a guide is with the messages of a broadcast.
 *
 * @param sender the guide, in the channel's own ids
 * @param messages to how many customers
 * @param confirmedAt when she confirmed the last of them; absent while one waits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Guide(
    String channel, String sender, long messages, long reached, @Nullable Instant confirmedAt) {}
