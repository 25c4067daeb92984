package io.quanyu.know.tag.internal;

import static io.quanyu.know.tag.internal.db.Tables.TAG;
import static io.quanyu.know.tag.internal.db.Tables.TAG_VALUE;

import io.quanyu.core.segment.TagIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The tags as last computed, kept so that a start needs no computation. */
@Repository
public class TagSnapshots {

  /**
   * All tags at one moment.
   *
   * @param computedAt as-of time by tag
   */
  public record Snapshot(TagIndex index, Map<String, Instant> computedAt) {
    public Snapshot {
      computedAt = Map.copyOf(computedAt);
    }
  }

  private final DSLContext dsl;
  private final TransactionTemplate transactions;

  public TagSnapshots(DSLContext dsl, TransactionTemplate transactions) {
    this.dsl = dsl;
    this.transactions = transactions;
  }

  /** Replaces all snapshots in one transaction; of two servers at it one waits. */
  public void save(Snapshot snapshot) {
    transactions.executeWithoutResult(_ -> {
      // Without it the later one does not see the rows that the earlier one is about to commit.
      dsl.execute("lock table know_tag.tag in share row exclusive mode");
      dsl.deleteFrom(TAG).execute();
      snapshot.computedAt().forEach((tag, at) -> save(tag, at, snapshot.index().values(tag)));
    });
  }

  /** The last saved snapshot; empty if there is none. */
  public Snapshot load() {
    var computedAt = new LinkedHashMap<String, Instant>();
    dsl.select(TAG.TAG_, TAG.COMPUTED_AT)
        .from(TAG)
        .forEach(row -> computedAt.put(row.value1(), row.value2().toInstant()));
    var values = new TreeMap<String, Map<String, RoaringBitmap>>();
    // One value at a time: all of them together may be hundreds of megabytes.
    for (var key : dsl.select(TAG_VALUE.TAG, TAG_VALUE.VALUE).from(TAG_VALUE).fetch()) {
      var members =
          dsl.select(TAG_VALUE.MEMBERS)
              .from(TAG_VALUE)
              .where(TAG_VALUE.TAG.eq(key.value1()), TAG_VALUE.VALUE.eq(key.value2()))
              .fetchOne(TAG_VALUE.MEMBERS);
      if (members != null) {
        values
            .computeIfAbsent(key.value1(), _ -> new TreeMap<>())
            .put(key.value2(), deserialised(members));
      }
    }
    var index = TagIndex.EMPTY;
    for (var tag : computedAt.keySet()) {
      index = index.with(tag, values.getOrDefault(tag, Map.of()));
    }
    return new Snapshot(index, computedAt);
  }

  private void save(String tag, Instant computedAt, Map<String, RoaringBitmap> values) {
    dsl.insertInto(TAG)
        .set(TAG.TAG_, tag)
        .set(TAG.COMPUTED_AT, computedAt.atOffset(ZoneOffset.UTC))
        .execute();
    // A statement a value, not a customer: a tag has tens of values of up to megabytes each.
    values.forEach((value, customers) ->
        dsl.insertInto(TAG_VALUE)
            .set(TAG_VALUE.TAG, tag)
            .set(TAG_VALUE.VALUE, value)
            .set(TAG_VALUE.CUSTOMERS, customers.getLongCardinality())
            .set(TAG_VALUE.MEMBERS, serialised(customers))
            .execute());
  }

  private static byte[] serialised(RoaringBitmap customers) {
    var bytes = ByteBuffer.allocate(customers.serializedSizeInBytes());
    customers.serialize(bytes);
    return bytes.array();
  }

  private static RoaringBitmap deserialised(byte[] bytes) {
    var customers = new RoaringBitmap();
    try {
      customers.deserialize(ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("a snapshot of a tag is damaged: recompute the tags", e);
    }
    return customers;
  }
}
