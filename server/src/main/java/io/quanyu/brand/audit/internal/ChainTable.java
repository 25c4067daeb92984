package io.quanyu.brand.audit.internal;

import static io.quanyu.brand.audit.internal.db.Tables.BLOCK;
import static io.quanyu.brand.audit.internal.db.Tables.ENTRY;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads and adds blocks, and reads entries by transaction. */
final class ChainTable {

  /** Any number; the same in every server. */
  private static final long SEALER_LOCK = 0x7175616e_61756474L;

  // jOOQ knows no type of PostgreSQL's transaction numbers.
  private static final Field<Object> ENTRY_XID = field(name("entry", "xid"));
  private static final Field<Object> BLOCK_XID_FROM = field(name("block", "xid_from"));
  private static final Field<Object> BLOCK_XID_TO = field(name("block", "xid_to"));

  private static final Field<Long> XID =
      field("{0}::text::bigint", Long.class, ENTRY_XID).as("xid_number");
  private static final Field<Long> XID_FROM =
      field("{0}::text::bigint", Long.class, BLOCK_XID_FROM).as("xid_from_number");
  private static final Field<Long> XID_TO =
      field("{0}::text::bigint", Long.class, BLOCK_XID_TO).as("xid_to_number");
  private static final List<Field<?>> COLUMNS =
      List.of(
          BLOCK.BLOCK_NO,
          XID_FROM,
          XID_TO,
          BLOCK.SEALED_AT,
          BLOCK.ENTRY_IDS,
          BLOCK.ENTRIES_HASH,
          BLOCK.PREVIOUS_SEAL,
          BLOCK.SEAL);

  private final DSLContext dsl;

  ChainTable(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** An entry with the transaction that wrote it. */
  record Written(long xid, SealedEntry sealed) {}

  /** Until the end of the transaction no other server seals; false if one does already. */
  boolean tryLockSealing() {
    return dsl.fetchSingle("select pg_try_advisory_xact_lock(?)", SEALER_LOCK)
        .get(0, Boolean.class);
  }

  /**
   * The transaction before which all have ended, at this moment: whatever they wrote, later
   * statements see, and they will write no more.
   */
  long horizon() {
    return dsl.fetchSingle("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        .get(0, Long.class);
  }

  Optional<Block> last() {
    return dsl.select(COLUMNS)
        .from(BLOCK)
        .orderBy(BLOCK.BLOCK_NO.desc())
        .limit(1)
        .fetchOptional(ChainTable::block);
  }

  void insert(Block block) {
    dsl.insertInto(
            BLOCK,
            BLOCK.BLOCK_NO,
            field(name("xid_from")),
            field(name("xid_to")),
            BLOCK.SEALED_AT,
            BLOCK.ENTRY_IDS,
            BLOCK.ENTRIES_HASH,
            BLOCK.PREVIOUS_SEAL,
            BLOCK.SEAL)
        .values(
            List.of(
                block.blockNo(),
                xid(block.xidFrom()),
                xid(block.xidTo()),
                block.sealedAt().atOffset(ZoneOffset.UTC),
                block.entryIds().toArray(UUID[]::new),
                block.entriesHash(),
                block.previousSeal(),
                block.seal()))
        .execute();
  }

  /** Entries of transactions from {@code from} to before {@code to}, by transaction and id. */
  List<Written> entries(long from, long to, int most) {
    return dsl.select(EntryTable.COLUMNS)
        .select(XID)
        .from(ENTRY)
        .where(within(from, to))
        .orderBy(ENTRY_XID, ENTRY.ENTRY_ID)
        .limit(most)
        .fetch(row -> new Written(row.get(XID), EntryTable.sealed(row)));
  }

  /** Tells every block, first one first, in the caller's transaction. */
  void forEachBlock(Consumer<Block> work) {
    try (Cursor<? extends Record> cursor =
        dsl.select(COLUMNS).from(BLOCK).orderBy(BLOCK.BLOCK_NO).fetchSize(50).fetchLazy()) {
      cursor.forEach(row -> work.accept(block(row)));
    }
  }

  /** When the oldest entry was written that no block holds; empty if all are in blocks. */
  Optional<Instant> oldestFrom(long xid) {
    @Nullable OffsetDateTime oldest =
        dsl.select(min(ENTRY.OCCURRED_AT))
            .from(ENTRY)
            .where(condition("{0} >= {1}", ENTRY_XID, xid(xid)))
            .fetchSingle()
            .value1();
    return Optional.ofNullable(oldest).map(OffsetDateTime::toInstant);
  }

  private static Condition within(long from, long to) {
    return condition("{0} >= {1} and {0} < {2}", ENTRY_XID, xid(from), xid(to));
  }

  private static Field<Object> xid(long xid) {
    return field("{0}::text::xid8", Object.class, val(Long.toString(xid)));
  }

  private static Block block(Record row) {
    return new Block(
        row.get(BLOCK.BLOCK_NO),
        row.get(XID_FROM),
        row.get(XID_TO),
        row.get(BLOCK.SEALED_AT).toInstant(),
        List.of(row.get(BLOCK.ENTRY_IDS)),
        row.get(BLOCK.ENTRIES_HASH),
        row.get(BLOCK.PREVIOUS_SEAL),
        row.get(BLOCK.SEAL));
  }
}
