package io.quanyu.know.collect.internal.upload;

import io.quanyu.know.collect.internal.reading.FileLayout;
import io.quanyu.platform.crypto.FileKey;
import java.util.UUID;

/**
 * A file as it came.
 *
 * @param fileName the name that it had, for people only
 * @param sizeBytes of the clear bytes
 * @param sha256 of the clear bytes, 32 of them
 * @param key under which the bytes and quarantined rows are sealed
 * @param layout how its rows lie
 */
@SuppressWarnings("ArrayRecordComponent") // a hash that is handed on, never compared as a record
public record StoredUpload(
    UUID id, String fileName, long sizeBytes, byte[] sha256, FileKey key, FileLayout layout) {}
