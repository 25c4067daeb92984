package io.quanyu.know.segment.internal;

import static io.quanyu.know.segment.internal.db.Tables.SEGMENT;

import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.core.segment.SegmentLimits;
import io.quanyu.know.segment.Segment;
import io.quanyu.know.segment.SegmentDraft;
import io.quanyu.know.segment.internal.db.tables.records.SegmentRecord;
import io.quanyu.platform.scope.CurrentScope;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The definitions of segments. Every change takes one lock, so that references stay whole. */
@Repository
public class SegmentStore {

  private final DSLContext dsl;
  private final JsonMapper mapper;

  public SegmentStore(DSLContext dsl, JsonMapper mapper) {
    this.dsl = dsl;
    this.mapper = mapper;
  }

  /**
   * Waits for other changes of definitions, until the end of the transaction. Definitions change by
   * hand and seldom; a lock for all is simpler than one for each reference.
   */
  public void lockDefinitions() {
    dsl.execute("select pg_advisory_xact_lock(hashtext('know_segment.segment'))");
  }

  public int count() {
    return dsl.fetchCount(SEGMENT);
  }

  public Segment insert(SegmentDraft draft, Instant now) {
    return segment(
        dsl.insertInto(SEGMENT)
            .set(SEGMENT.NAME, draft.name())
            .set(SEGMENT.DESCRIPTION, draft.description())
            .set(SEGMENT.CONDITION, json(draft.condition()))
            .set(SEGMENT.NEEDS, needs(draft.condition()))
            .set(SEGMENT.CREATED_AT, at(now))
            .set(SEGMENT.UPDATED_AT, at(now))
            .returning()
            .fetchSingle());
  }

  /** Replaces the definition if it still has that version; the size is unknown afterwards. */
  public Optional<Segment> update(UUID id, int version, SegmentDraft draft, Instant now) {
    return dsl.update(SEGMENT)
        .set(SEGMENT.NAME, draft.name())
        .set(SEGMENT.DESCRIPTION, draft.description())
        .set(SEGMENT.CONDITION, json(draft.condition()))
        .set(SEGMENT.NEEDS, needs(draft.condition()))
        .set(SEGMENT.VERSION, SEGMENT.VERSION.plus(1))
        .setNull(SEGMENT.SIZE)
        .setNull(SEGMENT.COMPUTED_AT)
        .set(SEGMENT.UPDATED_AT, at(now))
        .where(SEGMENT.ID.eq(id), SEGMENT.VERSION.eq(version))
        .returning()
        .fetchOptional(this::segment);
  }

  public boolean delete(UUID id) {
    return dsl.deleteFrom(SEGMENT).where(SEGMENT.ID.eq(id)).execute() == 1;
  }

  /** Keeps a size, unless the definition changed since it was counted or a later count is known. */
  public void keepSize(UUID id, int version, long size, Instant computedAt) {
    dsl.update(SEGMENT)
        .set(SEGMENT.SIZE, size)
        .set(SEGMENT.COMPUTED_AT, at(computedAt))
        .where(
            SEGMENT.ID.eq(id),
            SEGMENT.VERSION.eq(version),
            SEGMENT.COMPUTED_AT.isNull().or(SEGMENT.COMPUTED_AT.le(at(computedAt))))
        .execute();
  }

  public Optional<Segment> find(UUID id) {
    return dsl.select(columns())
        .from(SEGMENT)
        .where(SEGMENT.ID.eq(id))
        .fetchOptional(row -> segment(row.into(SEGMENT)));
  }

  /** Names of segments whose conditions name this one, at most ten. */
  public List<String> usersOf(UUID id) {
    return dsl.select(SEGMENT.NAME)
        .from(SEGMENT)
        .where(SEGMENT.NEEDS.contains(new UUID[] {id}))
        .orderBy(SEGMENT.NAME)
        .limit(10)
        .fetch(SEGMENT.NAME);
  }

  /** Last changed first. */
  public List<Segment> list(@Nullable Instant changedBefore, @Nullable UUID idBefore, int rows) {
    Condition after =
        changedBefore == null || idBefore == null
            ? DSL.noCondition()
            : DSL.row(SEGMENT.UPDATED_AT, SEGMENT.ID).lt(at(changedBefore), idBefore);
    return dsl.select(columns())
        .from(SEGMENT)
        .where(after)
        .orderBy(SEGMENT.UPDATED_AT.desc(), SEGMENT.ID.desc())
        .limit(rows)
        .fetch(row -> segment(row.into(SEGMENT)));
  }

  /** All conditions, at most as many as there may be segments. */
  public Map<UUID, SegmentCondition> conditions(int rows) {
    return dsl.select(SEGMENT.ID, SEGMENT.CONDITION)
        .from(SEGMENT)
        .limit(rows)
        .fetchMap(SEGMENT.ID, row -> condition(row.value2()));
  }

  /** Sizes count everybody: who sees a part of the customers reads definitions alone. */
  private static List<Field<?>> columns() {
    var isWhole = CurrentScope.ofRows().isBrand();
    return Arrays.stream(SEGMENT.fields())
        .filter(column ->
            isWhole || !(column.equals(SEGMENT.SIZE) || column.equals(SEGMENT.COMPUTED_AT)))
        .toList();
  }

  private Segment segment(SegmentRecord row) {
    return new Segment(
        row.getId(),
        row.getName(),
        row.getDescription(),
        condition(row.getCondition()),
        row.getSize(),
        instant(row.getComputedAt()),
        row.getVersion(),
        row.getCreatedAt().toInstant(),
        row.getUpdatedAt().toInstant());
  }

  private SegmentCondition condition(JSONB json) {
    return mapper.readValue(json.data(), SegmentCondition.class);
  }

  private JSONB json(SegmentCondition condition) {
    // Named as the sealed type: a record alone would be written without its type.
    return JSONB.valueOf(mapper.writerFor(SegmentCondition.class).writeValueAsString(condition));
  }

  private static UUID[] needs(SegmentCondition condition) {
    return SegmentLimits.references(condition).toArray(UUID[]::new);
  }

  private static OffsetDateTime at(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
