package io.quanyu.know.collect.internal.record;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says about a whole file.
 *
 * @param channel code of the channel that the file comes from
 * @param currency of amounts whose row does not tell; null if every row tells
 * @param zone of times without offset; null if every time tells
 * @param importedAt when the file was handed in: the time of statements that tell none
 */
public record ImportTerms(
    String channel, @Nullable Currency currency, @Nullable ZoneId zone, Instant importedAt) {}
