package io.quanyu.brand.audit;

import static io.quanyu.brand.audit.internal.db.Tables.ALARM;
import static io.quanyu.brand.audit.internal.db.Tables.ENTRY;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;

import io.micrometer.core.instrument.MeterRegistry;
import io.quanyu.core.id.Uuid7;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds how often one person reveals, by the entries that she left, and raises an alarm when it is
 * unusual. An alarm refuses nothing: people are asked about it.
 */
public final class RateWatch {

  private static final Logger log = LoggerFactory.getLogger(RateWatch.class);

  private static final Duration BURST = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MEAN_DAYS = 30;

  /** One alarm of a kind and person in this time: the next ones would say the same. */
  private static final Duration QUIET = Duration.ofHours(1);

  /** A page's cursor: time and id. */
  public static final int CURSOR_PARTS = 2;

  private final DSLContext dsl;
  private final Uuid7 ids;
  private final MeterRegistry metrics;
  private final Clock clock;

  public RateWatch(DSLContext dsl, Uuid7 ids, MeterRegistry metrics, Clock clock) {
    this.dsl = dsl;
    this.ids = ids;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Whether a person may reveal once more. Runs in the transaction that also records it: until that
   * ends, her next one waits here, and nobody else's.
   *
   * @param actor username
   * @param action of the reveal's entry
   * @return empty if she may; else the window in which she did it too often
   */
  public Optional<Duration> admit(String actor, String action, RateLimits limits) {
    dsl.fetch(
        "select pg_advisory_xact_lock(hashtextextended(?, 0))", "audit " + action + " " + actor);
    var now = clock.instant();
    var counts =
        dsl.select(
                count().filterWhere(since(now.minus(BURST))),
                count().filterWhere(since(now.minus(HOUR))),
                count().filterWhere(since(now.minus(DAY))),
                count())
            .from(ENTRY)
            .where(
                ENTRY.ACTOR.eq(actor),
                ENTRY.ACTION.eq(action),
                // Inlined, so that the partial index is found.
                ENTRY.KIND.eq(inline(AuditKind.REVEAL.code())),
                ENTRY.OUTCOME.eq(inline(AuditOutcome.DONE.code())),
                since(now.minus(DAY.multipliedBy(MEAN_DAYS + 1L))))
            .fetchSingle();
    if (counts.value2() >= limits.perHourMax()) {
      return Optional.of(HOUR);
    }
    if (counts.value3() >= limits.perDayMax()) {
      return Optional.of(DAY);
    }
    raise(AuditAlarm.Rule.BURST, actor, action, counts.value1() + 1, limits.burstMax(), now);
    int before = counts.value4() - counts.value3();
    int usual = Math.max(limits.unusualMin(), before * limits.unusualFactor() / MEAN_DAYS);
    raise(AuditAlarm.Rule.UNUSUAL_DAY, actor, action, counts.value3() + 1, usual, now);
    return Optional.empty();
  }

  private void raise(
      AuditAlarm.Rule rule, String actor, String action, int counted, int allowed, Instant now) {
    if (counted <= allowed || isRaised(rule, actor, action, now)) {
      return;
    }
    dsl.insertInto(ALARM)
        .set(ALARM.ALARM_ID, ids.next())
        .set(ALARM.RAISED_AT, utc(now))
        .set(ALARM.ACTOR, actor)
        .set(ALARM.ACTION, action)
        .set(ALARM.RULE, rule.code())
        .set(ALARM.COUNTED, counted)
        .set(ALARM.ALLOWED, allowed)
        .execute();
    metrics.counter("quanyu.audit.alarms", "rule", rule.code()).increment();
    log.warn(
        "unusual rate: {} did {} {} times, {} are usual ({})",
        actor,
        action,
        counted,
        allowed,
        rule.code());
  }

  private boolean isRaised(AuditAlarm.Rule rule, String actor, String action, Instant now) {
    return dsl.fetchExists(
        dsl.selectOne()
            .from(ALARM)
            .where(
                ALARM.ACTOR.eq(actor),
                ALARM.ACTION.eq(action),
                ALARM.RULE.eq(rule.code()),
                ALARM.RAISED_AT.gt(utc(now.minus(QUIET)))));
  }

  /** Alarms, latest first. */
  public Page<AuditAlarm> alarms(PageRequest request) {
    var after =
        request
            .after()
            .map(cursor ->
                DSL.row(ALARM.RAISED_AT, ALARM.ALARM_ID)
                    .lt(utc(Instant.parse(cursor.part(0))), UUID.fromString(cursor.part(1))))
            .orElse(DSL.noCondition());
    var rows =
        dsl.selectFrom(ALARM)
            .where(after)
            .orderBy(ALARM.RAISED_AT.desc(), ALARM.ALARM_ID.desc())
            .limit(request.rows())
            .fetch(row ->
                new AuditAlarm(
                    row.getAlarmId(),
                    row.getRaisedAt().toInstant(),
                    row.getActor(),
                    row.getAction(),
                    AuditAlarm.Rule.ofCode(row.getRule()),
                    row.getCounted(),
                    row.getAllowed()));
    return Page.of(rows, request, null, alarm -> Cursor.after(alarm.at(), alarm.id()));
  }

  private static Condition since(Instant from) {
    return ENTRY.OCCURRED_AT.gt(utc(from));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
