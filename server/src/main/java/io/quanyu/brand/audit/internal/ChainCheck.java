package io.quanyu.brand.audit.internal;

import io.quanyu.brand.audit.Breach;
import io.quanyu.platform.crypto.RecordSeals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chain from its first block and tells what the server did not write so.
 *
 * <p>Whoever has the database but not the key can change rows, but makes no seal that fits: a
 * changed entry or block misses its seal, a block that was taken out leaves its successor without
 * the seal that it names, entries taken out are named by their block. Only the newest blocks could
 * go unseen, so the server remembers the last one outside the database (the {@code head}).
 */
final class ChainCheck {

  /** Breaches that are told; a table that was emptied needs no list of all that it held. */
  static final int BREACHES_MAX = 100;

  private final RecordSeals seals;
  private final @Nullable ChainHead head;
  private final List<Breach> breaches = new ArrayList<>();
  private long lastBlockNo;
  private long nextXid;
  private byte[] lastSeal = {};
  private long entries;

  /**
   * @param head the newest block that this server has seen; null if it has seen none
   */
  ChainCheck(RecordSeals seals, @Nullable ChainHead head) {
    this.seals = seals;
    this.head = head;
  }

  /**
   * Checks the next block.
   *
   * @param found all entries of its range of transactions, in order of transaction and id
   */
  void check(Block block, List<SealedEntry> found) {
    var isNext =
        block.blockNo() == lastBlockNo + 1
            && block.xidFrom() == nextXid
            && Arrays.equals(block.previousSeal(), lastSeal);
    if (!isNext) {
      tell(Breach.Kind.BLOCK_MISSING, lastBlockNo + 1, null);
    }
    if (!seals.isIntact(block.seal(), CanonicalBytes.of(block))) {
      tell(Breach.Kind.BLOCK_CHANGED, block.blockNo(), null);
    }
    checkEntries(block, found);
    if (head != null
        && head.blockNo() == block.blockNo()
        && !Arrays.equals(head.seal(), block.seal())) {
      tell(Breach.Kind.TAIL_CUT, block.blockNo(), null);
    }
    lastBlockNo = block.blockNo();
    nextXid = block.xidTo();
    lastSeal = block.seal();
    entries += found.size();
  }

  private void checkEntries(Block block, List<SealedEntry> found) {
    var before = breaches.size();
    var named = new HashSet<>(block.entryIds());
    var present = new HashSet<UUID>();
    for (var sealed : found) {
      var id = sealed.entry().entryId();
      present.add(id);
      if (!named.contains(id)) {
        tell(Breach.Kind.ENTRY_ADDED, block.blockNo(), id);
      } else if (!seals.isIntact(sealed.seal(), CanonicalBytes.of(sealed.entry()))) {
        tell(Breach.Kind.ENTRY_CHANGED, block.blockNo(), id);
      }
    }
    block.entryIds().stream()
        .filter(id -> !present.contains(id))
        .forEach(id -> tell(Breach.Kind.ENTRY_MISSING, block.blockNo(), id));
    // Another entry that was once sealed under the same id, or the same ones in another order.
    if (breaches.size() == before
        && !Arrays.equals(block.entriesHash(), CanonicalBytes.hashOf(found))) {
      tell(Breach.Kind.BLOCK_CHANGED, block.blockNo(), null);
    }
  }

  /** Checks an entry that no block holds yet: it can only have been changed. */
  void checkUnsealed(SealedEntry sealed) {
    entries++;
    if (!seals.isIntact(sealed.seal(), CanonicalBytes.of(sealed.entry()))) {
      tell(Breach.Kind.ENTRY_CHANGED, lastBlockNo + 1, sealed.entry().entryId());
    }
  }

  /** After the last block. */
  void end() {
    if (head != null && head.blockNo() > lastBlockNo) {
      tell(Breach.Kind.TAIL_CUT, lastBlockNo + 1, null);
    }
  }

  /** What is wrong, first block first; at most {@value #BREACHES_MAX}. */
  List<Breach> breaches() {
    return List.copyOf(breaches);
  }

  /** The last block that was looked at. */
  long lastBlockNo() {
    return lastBlockNo;
  }

  /** Where the entries begin that no block holds yet. */
  long nextXid() {
    return nextXid;
  }

  /** The entries that were looked at. */
  long entries() {
    return entries;
  }

  private void tell(Breach.Kind kind, long blockNo, @Nullable UUID entryId) {
    if (breaches.size() < BREACHES_MAX) {
      breaches.add(new Breach(kind, blockNo, entryId));
    }
  }
}
