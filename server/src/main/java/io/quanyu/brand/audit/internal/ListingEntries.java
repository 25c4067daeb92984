package io.quanyu.brand.audit.internal;

import static io.quanyu.brand.audit.internal.db.Tables.ENTRY;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.transaction.support.TransactionOperations;

/** Reads the trail, latest entry first. */
public final class ListingEntries {

  /** A page's cursor: time and id. */
  public static final int CURSOR_PARTS = 2;

  /** The most entries of one export. */
  public static final int EXPORTED_MAX = 100_000;

  private final DSLContext dsl;
  private final TransactionOperations transactions;

  ListingEntries(DSLContext dsl, TransactionOperations transactions) {
    this.dsl = dsl;
    this.transactions = transactions;
  }

  /** A page of it. */
  public Page<StoredEntry> list(EntryFilter filter, PageRequest request) {
    var rows =
        dsl.select(EntryTable.COLUMNS)
            .from(ENTRY)
            .where(filter.conditions())
            .and(request.after().map(ListingEntries::after).orElse(noCondition()))
            .orderBy(ENTRY.OCCURRED_AT.desc(), ENTRY.ENTRY_ID.desc())
            .limit(request.rows())
            .fetch(EntryTable::entry);
    return Page.of(rows, request, null, entry -> Cursor.after(entry.occurredAt(), entry.entryId()));
  }

  /** Every entry that fits, at most {@value #EXPORTED_MAX}, without holding them in memory. */
  public void forEach(EntryFilter filter, Consumer<StoredEntry> work) {
    transactions.executeWithoutResult(_ -> {
      try (var cursor =
          dsl.select(EntryTable.COLUMNS)
              .from(ENTRY)
              .where(filter.conditions())
              .orderBy(ENTRY.OCCURRED_AT.desc(), ENTRY.ENTRY_ID.desc())
              .limit(EXPORTED_MAX)
              .fetchSize(500)
              .fetchLazy()) {
        for (Record row : cursor) {
          work.accept(EntryTable.entry(row));
        }
      }
    });
  }

  private static Condition after(Cursor cursor) {
    try {
      return row(ENTRY.OCCURRED_AT, ENTRY.ENTRY_ID)
          .lt(
              Instant.parse(cursor.part(0)).atOffset(ZoneOffset.UTC),
              UUID.fromString(cursor.part(1)));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new ProblemException(
          WebProblem.REQUEST_MALFORMED,
          "A parameter is wrong.",
          List.of(new FieldError("cursor", "must be the nextCursor of the page before")));
    }
  }
}
