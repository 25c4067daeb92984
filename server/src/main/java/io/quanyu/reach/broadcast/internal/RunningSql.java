package io.quanyu.reach.broadcast.internal;

import static io.quanyu.reach.broadcast.internal.db.Tables.BROADCAST;

import io.quanyu.reach.broadcast.BroadcastState;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What the steps of running broadcasts read and write of them. */
@Repository
public class RunningSql {

  private static final int FAILURE_LENGTH_MAX = 500;

  private final DSLContext dsl;

  public RunningSql(DSLContext dsl) {
    this.dsl = dsl;
  }

  /**
   * Where a broadcast is.
   *
   * @param visit the channel step that is under way
   * @param backUpAt when it ends and its back-up begins; null: it has none
   * @param recalledAt since when its messages are being taken back
   */
  record Position(
      UUID id,
      BroadcastState state,
      int visit,
      @Nullable Instant backUpAt,
      @Nullable Instant recalledAt) {}

  /** Takes the broadcast that is due longest; other servers pass over it until the commit. */
  Optional<Position> claim(Instant now) {
    return dsl.select(
            BROADCAST.BROADCAST_ID,
            BROADCAST.STATE,
            BROADCAST.VISIT,
            BROADCAST.BACK_UP_AT,
            BROADCAST.RECALLED_AT)
        .from(BROADCAST)
        .where(BROADCAST.NEXT_STEP_AT.le(at(now)))
        .orderBy(BROADCAST.NEXT_STEP_AT)
        .limit(1)
        .forUpdate()
        .skipLocked()
        .fetchOptional(row ->
            new Position(
                row.value1(),
                BroadcastState.valueOf(row.value2()),
                row.value3(),
                instant(row.value4()),
                instant(row.value5())));
  }

  void launched(UUID id, String mark, Instant now, @Nullable Instant backUpAt, Instant next) {
    dsl.update(BROADCAST)
        .set(BROADCAST.STATE, BroadcastState.SENDING.name())
        .set(BROADCAST.VERSION, BROADCAST.VERSION.plus(1))
        .set(BROADCAST.UPDATED_AT, at(now))
        .set(BROADCAST.MARK, mark)
        .set(BROADCAST.LAUNCHED_AT, at(now))
        .set(BROADCAST.BACK_UP_AT, orNull(backUpAt))
        .set(BROADCAST.NEXT_STEP_AT, at(next))
        .setNull(BROADCAST.FAILURE)
        .where(BROADCAST.BROADCAST_ID.eq(id))
        .execute();
  }

  void recalled(UUID id, Instant now, Instant next) {
    dsl.update(BROADCAST)
        .set(BROADCAST.RECALLED_AT, at(now))
        .set(BROADCAST.NEXT_STEP_AT, at(next))
        .setNull(BROADCAST.FAILURE)
        .where(BROADCAST.BROADCAST_ID.eq(id))
        .execute();
  }

  /** Goes on with a visit; the one before is over. */
  void visiting(UUID id, int visit, @Nullable Instant backUpAt, Instant next) {
    dsl.update(BROADCAST)
        .set(BROADCAST.VISIT, visit)
        .set(BROADCAST.BACK_UP_AT, orNull(backUpAt))
        .setNull(BROADCAST.RECALLED_AT)
        .set(BROADCAST.NEXT_STEP_AT, at(next))
        .setNull(BROADCAST.FAILURE)
        .where(BROADCAST.BROADCAST_ID.eq(id))
        .execute();
  }

  void waitUntil(UUID id, Instant next) {
    dsl.update(BROADCAST)
        .set(BROADCAST.NEXT_STEP_AT, at(next))
        .setNull(BROADCAST.FAILURE)
        .where(BROADCAST.BROADCAST_ID.eq(id))
        .execute();
  }

  void ended(UUID id, BroadcastState as, Instant now) {
    dsl.update(BROADCAST)
        .set(BROADCAST.STATE, as.name())
        .set(BROADCAST.VERSION, BROADCAST.VERSION.plus(1))
        .set(BROADCAST.UPDATED_AT, at(now))
        .set(BROADCAST.ENDED_AT, at(now))
        .setNull(BROADCAST.BACK_UP_AT)
        .setNull(BROADCAST.NEXT_STEP_AT)
        .setNull(BROADCAST.FAILURE)
        .where(BROADCAST.BROADCAST_ID.eq(id))
        .execute();
  }

  void paused(UUID id, Instant now) {
    dsl.update(BROADCAST)
        .set(BROADCAST.STATE, BroadcastState.PAUSED.name())
        .set(BROADCAST.VERSION, BROADCAST.VERSION.plus(1))
        .set(BROADCAST.UPDATED_AT, at(now))
        .set(BROADCAST.PAUSED_AT, at(now))
        .setNull(BROADCAST.NEXT_STEP_AT)
        .where(BROADCAST.BROADCAST_ID.eq(id))
        .execute();
  }

  /** The back-up waits as much longer as the pause was. */
  void resumed(UUID id, Instant now) {
    dsl.update(BROADCAST)
        .set(BROADCAST.STATE, BroadcastState.SENDING.name())
        .set(BROADCAST.VERSION, BROADCAST.VERSION.plus(1))
        .set(BROADCAST.UPDATED_AT, at(now))
        .set(
            BROADCAST.BACK_UP_AT,
            DSL.field(
                "{0} + ({1} - {2})",
                OffsetDateTime.class, BROADCAST.BACK_UP_AT, DSL.val(at(now)), BROADCAST.PAUSED_AT))
        .setNull(BROADCAST.PAUSED_AT)
        .set(BROADCAST.NEXT_STEP_AT, at(now))
        .where(BROADCAST.BROADCAST_ID.eq(id))
        .execute();
  }

  /** A step did not succeed: it is tried again, unless somebody changed the state meanwhile. */
  void failed(Position position, String failure, Instant next) {
    dsl.update(BROADCAST)
        .set(
            BROADCAST.FAILURE, failure.substring(0, Math.min(failure.length(), FAILURE_LENGTH_MAX)))
        .set(BROADCAST.NEXT_STEP_AT, at(next))
        .where(
            BROADCAST.BROADCAST_ID.eq(position.id()), BROADCAST.STATE.eq(position.state().name()))
        .execute();
  }

  /** Takes numbers for test messages; the first of them. */
  int takeTestMessages(UUID id, int count) {
    return dsl.update(BROADCAST)
            .set(BROADCAST.TEST_MESSAGES, BROADCAST.TEST_MESSAGES.plus(count))
            .where(BROADCAST.BROADCAST_ID.eq(id))
            .returningResult(BROADCAST.TEST_MESSAGES)
            .fetchSingle()
            .value1()
        - count;
  }

  /** Waits between two looks at something that began some time ago: a twentieth of that time. */
  static Duration patience(Instant since, Instant now, Duration min, Duration max) {
    var age = Duration.between(since, now).dividedBy(20);
    return age.compareTo(min) < 0 ? min : age.compareTo(max) > 0 ? max : age;
  }

  private static OffsetDateTime at(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime orNull(@Nullable Instant at) {
    return at == null ? null : at(at);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
