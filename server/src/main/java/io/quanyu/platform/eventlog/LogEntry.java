package io.quanyu.platform.eventlog;

import java.time.Instant;

/**
 * One entry as a consumer reads it.
 *
 * @param offset its place in the stream, from 0 without gaps
 * @param appendedAt when its transaction was about to commit
 * @param recordCount how many records the payload holds
 * @param payload as it was appended
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes, handed on once and never compared
public record LogEntry(long offset, Instant appendedAt, int recordCount, byte[] payload) {}
