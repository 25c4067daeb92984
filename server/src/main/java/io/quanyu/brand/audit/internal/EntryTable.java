package io.quanyu.brand.audit.internal;

import static io.quanyu.brand.audit.internal.db.Tables.ENTRY;

import io.quanyu.brand.audit.internal.db.tables.records.EntryRecord;
import io.quanyu.platform.crypto.RecordSeals;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** Adds to {@code brand_audit.entry}. Nothing ever changes there. */
public final class EntryTable {

  /** All but the transaction, which PostgreSQL adds. */
  static final List<TableField<EntryRecord, ?>> COLUMNS =
      List.of(
          ENTRY.ENTRY_ID,
          ENTRY.OCCURRED_AT,
          ENTRY.REQUEST_ID,
          ENTRY.ACTOR,
          ENTRY.KIND,
          ENTRY.ACTION,
          ENTRY.OBJECT_KIND,
          ENTRY.OBJECT_ID,
          ENTRY.OUTCOME,
          ENTRY.REASON,
          ENTRY.SOURCE_IP,
          ENTRY.USER_AGENT,
          ENTRY.DETAILS,
          ENTRY.SEAL);

  private final DSLContext dsl;
  private final RecordSeals seals;

  public EntryTable(DSLContext dsl, RecordSeals seals) {
    this.dsl = dsl;
    this.seals = seals;
  }

  /** Seals entries and adds them in one statement of the caller's transaction. */
  public void insert(List<StoredEntry> entries) {
    var insert = dsl.insertInto(ENTRY, COLUMNS);
    for (var entry : entries) {
      insert = insert.values(values(entry));
    }
    insert.execute();
  }

  /** In the order of {@link #COLUMNS}. */
  private List<@Nullable Object> values(StoredEntry entry) {
    return Arrays.asList(
        entry.entryId(),
        entry.occurredAt().atOffset(ZoneOffset.UTC),
        entry.requestId(),
        entry.actor(),
        entry.kind(),
        entry.action(),
        entry.objectKind(),
        entry.objectId(),
        entry.outcome(),
        entry.reason(),
        entry.sourceIp(),
        entry.userAgent(),
        entry.details(),
        seals.seal(CanonicalBytes.of(entry)));
  }

  static StoredEntry entry(Record row) {
    return new StoredEntry(
        row.get(ENTRY.ENTRY_ID),
        row.get(ENTRY.OCCURRED_AT).toInstant(),
        row.get(ENTRY.REQUEST_ID),
        row.get(ENTRY.ACTOR),
        row.get(ENTRY.KIND),
        row.get(ENTRY.ACTION),
        row.get(ENTRY.OBJECT_KIND),
        row.get(ENTRY.OBJECT_ID),
        row.get(ENTRY.OUTCOME),
        row.get(ENTRY.REASON),
        row.get(ENTRY.SOURCE_IP),
        row.get(ENTRY.USER_AGENT),
        row.get(ENTRY.DETAILS));
  }

  static SealedEntry sealed(Record row) {
    return new SealedEntry(entry(row), row.get(ENTRY.SEAL));
  }
}
