package io.quanyu.brand.audit.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A link of the chain: all entries of a range of transactions that have ended.
 *
 * @param blockNo from 1, without gaps
 * @param xidFrom first transaction; where the block before ended
 * @param xidTo first transaction after it
 * @param sealedAt to the microsecond
 * @param entryIds in order of transaction and id
 * @param entriesHash SHA-256 over ids and seals of the entries, in that order
 * @param previousSeal of the block before; empty for the first
 * @param seal over {@link CanonicalBytes#of(Block)}, which holds all but itself
 */
@SuppressWarnings("ArrayRecordComponent") // written once, and compared by content
public record Block(
    long blockNo,
    long xidFrom,
    long xidTo,
    Instant sealedAt,
    List<UUID> entryIds,
    byte[] entriesHash,
    byte[] previousSeal,
    byte[] seal) {

  public Block {
    entryIds = List.copyOf(entryIds);
  }
}
