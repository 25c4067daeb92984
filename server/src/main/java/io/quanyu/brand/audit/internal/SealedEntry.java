package io.quanyu.brand.audit.internal;

/**
 * An entry with its seal.
 *
 * @param seal over {@link CanonicalBytes#of(StoredEntry)}
 */
@SuppressWarnings("ArrayRecordComponent") // written once, and compared by content
public record SealedEntry(StoredEntry entry, byte[] seal) {}
