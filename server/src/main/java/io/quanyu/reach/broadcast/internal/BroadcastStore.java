package io.quanyu.reach.broadcast.internal;

import static io.quanyu.reach.broadcast.internal.db.Tables.BROADCAST;

import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.broadcast.Broadcast;
import io.quanyu.reach.broadcast.BroadcastDraft;
import io.quanyu.reach.broadcast.BroadcastProblem;
import io.quanyu.reach.broadcast.BroadcastState;
import io.quanyu.reach.broadcast.internal.db.tables.records.BroadcastRecord;
import io.quanyu.reach.content.MessageWords;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Broadcasts in the database: what people write and decide. */
@Repository
public class BroadcastStore {

  private final DSLContext dsl;
  private final JsonMapper mapper;

  public BroadcastStore(DSLContext dsl, JsonMapper mapper) {
    this.dsl = dsl;
    this.mapper = mapper;
  }

  /** Names of what a draft refers to, as they are now. */
  record Names(String segment, String template) {}

  /** What is frozen when a broadcast is submitted. */
  record Frozen(Names names, MessageWords words, SegmentCondition condition) {}

  Broadcast insert(BroadcastDraft draft, Names names, String by, Instant now) {
    return broadcast(
        dsl.insertInto(BROADCAST)
            .set(row(draft, names))
            .set(BROADCAST.CREATED_BY, by)
            .set(BROADCAST.CREATED_AT, at(now))
            .set(BROADCAST.UPDATED_AT, at(now))
            .returning()
            .fetchSingle());
  }

  /** Replaces a draft if it still is one and has that version. */
  Optional<Broadcast> update(UUID id, int version, BroadcastDraft draft, Names names, Instant now) {
    return dsl.update(BROADCAST)
        .set(row(draft, names))
        .set(BROADCAST.VERSION, BROADCAST.VERSION.plus(1))
        .set(BROADCAST.UPDATED_AT, at(now))
        .where(
            BROADCAST.BROADCAST_ID.eq(id),
            BROADCAST.VERSION.eq(version),
            is(List.of(BroadcastState.DRAFT)))
        .returning()
        .fetchOptional(this::broadcast);
  }

  private BroadcastRecord row(BroadcastDraft draft, Names names) {
    var row = new BroadcastRecord();
    row.setName(draft.name());
    row.setSegmentId(draft.segmentId());
    row.setSegmentName(names.segment());
    row.setTemplateId(draft.templateId());
    row.setTemplateName(names.template());
    row.setChannels(draft.channels().toArray(String[]::new));
    row.setBackUpAfterMinutes(draft.backUpAfterMinutes());
    row.setControlBp(draft.controlBp());
    row.setStartAt(utc(draft.startAt()));
    row.setSpreadMinutes(draft.spreadMinutes());
    row.setPersonalised(draft.isPersonalised());
    row.setEffectDays(draft.effectDays());
    row.setCurrency(draft.currency().getCurrencyCode());
    return row;
  }

  boolean delete(UUID id) {
    return dsl.deleteFrom(BROADCAST)
            .where(
                BROADCAST.BROADCAST_ID.eq(id),
                is(List.of(BroadcastState.DRAFT, BroadcastState.IN_REVIEW)))
            .execute()
        == 1;
  }

  /** The broadcast, held against changes until the end of the transaction. */
  Optional<Broadcast> lock(UUID id) {
    return dsl.selectFrom(BROADCAST)
        .where(BROADCAST.BROADCAST_ID.eq(id))
        .forUpdate()
        .fetchOptional(this::broadcast);
  }

  Broadcast submit(UUID id, Frozen frozen, String by, Instant now) {
    return moved(
        moving(BroadcastState.IN_REVIEW, now)
            .set(BROADCAST.SEGMENT_NAME, frozen.names().segment())
            .set(BROADCAST.TEMPLATE_NAME, frozen.names().template())
            .set(BROADCAST.WORDS, JSONB.valueOf(mapper.writeValueAsString(frozen.words())))
            .set(BROADCAST.CONDITION, json(frozen.condition()))
            .set(BROADCAST.SUBMITTED_BY, by)
            .set(BROADCAST.SUBMITTED_AT, at(now))
            .setNull(BROADCAST.COMMENT),
        id);
  }

  Broadcast approve(UUID id, @Nullable String comment, String by, Instant now) {
    return moved(
        moving(BroadcastState.SCHEDULED, now)
            .set(BROADCAST.APPROVED_BY, by)
            .set(BROADCAST.APPROVED_AT, at(now))
            .set(BROADCAST.COMMENT, comment)
            .set(BROADCAST.NEXT_STEP_AT, DSL.greatest(BROADCAST.START_AT, DSL.val(at(now)))),
        id);
  }

  /** Back to a draft, thawed. */
  Broadcast reject(UUID id, String comment, Instant now) {
    return moved(
        moving(BroadcastState.DRAFT, now)
            .setNull(BROADCAST.WORDS)
            .setNull(BROADCAST.CONDITION)
            .setNull(BROADCAST.SUBMITTED_BY)
            .setNull(BROADCAST.SUBMITTED_AT)
            .set(BROADCAST.COMMENT, comment),
        id);
  }

  private UpdateSetMoreStep<BroadcastRecord> moving(BroadcastState to, Instant now) {
    return dsl.update(BROADCAST)
        .set(BROADCAST.STATE, to.name())
        .set(BROADCAST.VERSION, BROADCAST.VERSION.plus(1))
        .set(BROADCAST.UPDATED_AT, at(now));
  }

  private Broadcast moved(UpdateSetMoreStep<BroadcastRecord> update, UUID id) {
    return broadcast(update.where(BROADCAST.BROADCAST_ID.eq(id)).returning().fetchSingle());
  }

  /**
   * A broadcast that was submitted, with what was frozen then.
   *
   * @param words what is said
   * @param condition of the segment
   */
  record Approved(Broadcast broadcast, MessageWords words, SegmentCondition condition) {}

  /** A broadcast that is on its way; {@link IllegalStateException} if it is a draft. */
  Approved approved(UUID id) {
    var row = dsl.selectFrom(BROADCAST).where(BROADCAST.BROADCAST_ID.eq(id)).fetchSingle();
    var broadcast = broadcast(row);
    if (broadcast.words() == null) {
      throw new IllegalStateException("broadcast " + id + " is a draft");
    }
    return new Approved(
        broadcast,
        broadcast.words(),
        mapper.readValue(row.getCondition().data(), SegmentCondition.class));
  }

  /**
   * One broadcast.
   *
   * @throws ProblemException {@link BroadcastProblem#BROADCAST_NOT_FOUND}
   */
  Broadcast get(UUID id) {
    return find(id).orElseThrow(() -> notFound(id));
  }

  static ProblemException notFound(UUID id) {
    return new ProblemException(
        BroadcastProblem.BROADCAST_NOT_FOUND,
        "No broadcast has the id " + id + "; it may be deleted.");
  }

  Optional<Broadcast> find(UUID id) {
    return dsl.selectFrom(BROADCAST)
        .where(BROADCAST.BROADCAST_ID.eq(id))
        .fetchOptional(this::broadcast);
  }

  int count() {
    return dsl.fetchCount(BROADCAST);
  }

  /** Newest first. */
  List<Broadcast> list(@Nullable Instant createdBefore, @Nullable UUID idBefore, int rows) {
    Condition after =
        createdBefore == null || idBefore == null
            ? DSL.noCondition()
            : DSL.row(BROADCAST.CREATED_AT, BROADCAST.BROADCAST_ID).lt(at(createdBefore), idBefore);
    return dsl.selectFrom(BROADCAST)
        .where(after)
        .orderBy(BROADCAST.CREATED_AT.desc(), BROADCAST.BROADCAST_ID.desc())
        .limit(rows)
        .fetch(this::broadcast);
  }

  private static Condition is(List<BroadcastState> states) {
    return BROADCAST.STATE.in(states.stream().map(Enum::name).toList());
  }

  private Broadcast broadcast(BroadcastRecord row) {
    var words = row.getWords();
    return new Broadcast(
        row.getBroadcastId(),
        row.getName(),
        row.getSegmentId(),
        row.getSegmentName(),
        row.getTemplateId(),
        row.getTemplateName(),
        Arrays.asList(row.getChannels()),
        row.getBackUpAfterMinutes(),
        row.getControlBp(),
        instant(row.getStartAt()),
        row.getSpreadMinutes(),
        row.getPersonalised(),
        row.getEffectDays(),
        Currency.getInstance(row.getCurrency()),
        BroadcastState.valueOf(row.getState()),
        row.getVersion(),
        row.getCreatedBy(),
        row.getCreatedAt().toInstant(),
        row.getUpdatedAt().toInstant(),
        row.getSubmittedBy(),
        instant(row.getSubmittedAt()),
        row.getApprovedBy(),
        instant(row.getApprovedAt()),
        row.getComment(),
        words == null ? null : mapper.readValue(words.data(), MessageWords.class),
        row.getMark(),
        instant(row.getLaunchedAt()),
        instant(row.getEndedAt()),
        row.getFailure(),
        null);
  }

  private JSONB json(SegmentCondition condition) {
    // Named as the sealed type: a record alone would be written without its type.
    return JSONB.valueOf(mapper.writerFor(SegmentCondition.class).writeValueAsString(condition));
  }

  private static OffsetDateTime at(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at(at);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
