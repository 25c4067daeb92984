package io.quanyu.brand.audit.internal;

import io.quanyu.platform.crypto.RecordSeals;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Links the entries of transactions that have ended into the next block.
 *
 * <p>Entries are written by their callers' transactions, which commit in another order than they
 * began; nobody waits for a common row. A block is a range of transaction numbers below the
 * horizon, before which every transaction has ended: so an entry that commits late is in a later
 * range, never between blocks. The next block begins where the last one ended. Several servers may
 * try at once; one of them does it.
 */
public final class SealingBlocks {

  /** Entries of a block; more only if a single transaction wrote more. */
  static final int ENTRIES_MAX = 5_000;

  private final ChainTable chain;
  private final RecordSeals seals;
  private final TransactionOperations transactions;
  private final ChainHead.InFile head;
  private final Clock clock;
  private final int entriesMax;

  SealingBlocks(
      ChainTable chain,
      RecordSeals seals,
      TransactionOperations transactions,
      ChainHead.InFile head,
      Clock clock,
      int entriesMax) {
    this.chain = chain;
    this.seals = seals;
    this.transactions = transactions;
    this.head = head;
    this.clock = clock;
    this.entriesMax = entriesMax;
  }

  /** Seals until nothing is left that can be; returns how many entries. */
  public int sealAll() {
    int sealed = 0;
    for (var block = sealNext(); block.isPresent(); block = sealNext()) {
      sealed += block.get().entryIds().size();
    }
    return sealed;
  }

  /** The block that was added; empty if there is nothing to seal, or another server does it. */
  Optional<Block> sealNext() {
    Optional<Block> sealed = transactions.execute(_ -> sealLocked());
    // After the commit: a head that names a block which was rolled back would be a false alarm.
    sealed.ifPresent(head::advance);
    return sealed;
  }

  private Optional<Block> sealLocked() {
    if (!chain.tryLockSealing()) {
      return Optional.empty();
    }
    // In this order: the statements after it see all that was written before the horizon.
    long horizon = chain.horizon();
    var last = chain.last();
    long from = last.map(Block::xidTo).orElse(0L);
    if (horizon <= from) {
      return Optional.empty();
    }
    var written = chain.entries(from, horizon, entriesMax + 1);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    long to = horizon;
    if (written.size() > entriesMax) {
      // Whole transactions only. One that fills the block alone is taken as it is.
      long first = written.getFirst().xid();
      long beyond = written.getLast().xid();
      to = beyond > first ? beyond : first + 1;
      written = chain.entries(from, to, Integer.MAX_VALUE);
    }
    var block =
        block(
            last.map(Block::blockNo).orElse(0L) + 1,
            from,
            to,
            written.stream().map(ChainTable.Written::sealed).toList(),
            last.map(Block::seal).orElse(new byte[0]));
    chain.insert(block);
    return Optional.of(block);
  }

  private Block block(
      long blockNo, long from, long to, List<SealedEntry> entries, byte[] previousSeal) {
    return seal(
        seals,
        new Block(
            blockNo,
            from,
            to,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            entries.stream().map(sealed -> sealed.entry().entryId()).toList(),
            CanonicalBytes.hashOf(entries),
            previousSeal,
            new byte[0]));
  }

  /** The same block with its seal. */
  static Block seal(RecordSeals seals, Block block) {
    return new Block(
        block.blockNo(),
        block.xidFrom(),
        block.xidTo(),
        block.sealedAt(),
        block.entryIds(),
        block.entriesHash(),
        block.previousSeal(),
        seals.seal(CanonicalBytes.of(block)));
  }
}
