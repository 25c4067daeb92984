package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.SESSION;
import static io.quanyu.brand.access.internal.db.Tables.SIGN_IN_TICKET;
import static io.quanyu.brand.access.internal.db.Tables.STAFF;

import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.spi.SessionSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Who is signed in, kept in PostgreSQL: sessions outlive restarts and hold on every node. The
 * browser has 256 random bits, the table their hash.
 */
final class Sessions implements SessionSource {

  /** A session ends when nothing was asked for so long … */
  static final Duration IDLE_MAX = Duration.ofHours(12);

  /** … and at the latest after so long. */
  static final Duration AGE_MAX = Duration.ofDays(14);

  private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);
  private static final int LIST_MAX = 200;

  private final DSLContext dsl;
  private final Clock clock;
  private final Callers callers;

  Sessions(DSLContext dsl, Clock clock, Callers callers) {
    this.dsl = dsl;
    this.clock = clock;
    this.callers = callers;
  }

  /** Opens a session and returns the secret for the cookie. */
  String open(UUID staffId, Via via, Origin origin) {
    var token = RandomSecret.create();
    var now = clock.instant();
    dsl.insertInto(SESSION)
        .set(SESSION.TOKEN_HASH, hash(token))
        .set(SESSION.STAFF_ID, staffId)
        .set(SESSION.CREATED_AT, utc(now))
        .set(SESSION.LAST_SEEN_AT, utc(now))
        .set(SESSION.EXPIRES_AT, utc(now.plus(IDLE_MAX)))
        .set(SESSION.VIA, via.word())
        .set(SESSION.BROWSER, origin.device().browser().word())
        .set(SESSION.SYSTEM, origin.device().platform().word())
        .set(SESSION.ADDRESS, origin.address())
        .execute();
    return token;
  }

  @Override
  public Optional<Caller> findCaller(String token) {
    var now = clock.instant();
    var found =
        dsl.select(StaffTable.COLUMNS)
            .select(SESSION.CREATED_AT, SESSION.LAST_SEEN_AT, SESSION.VIA)
            .from(SESSION)
            .join(STAFF)
            .on(STAFF.STAFF_ID.eq(SESSION.STAFF_ID))
            .where(
                SESSION.TOKEN_HASH.eq(hash(token)),
                SESSION.EXPIRES_AT.gt(utc(now)),
                // A session may have been opened at the moment when she was deactivated.
                STAFF.DEACTIVATED_AT.isNull())
            .fetchOptional();
    found.ifPresent(row -> {
      if (row.get(SESSION.LAST_SEEN_AT).toInstant().plus(SEEN_PRECISION).isBefore(now)) {
        extend(token, row.get(SESSION.CREATED_AT).toInstant(), now);
      }
    });
    return found.map(row -> callers.of(StaffTable.staff(row).via(Via.of(row.get(SESSION.VIA)))));
  }

  private void extend(String token, Instant createdAt, Instant now) {
    var end = createdAt.plus(AGE_MAX);
    var idleEnd = now.plus(IDLE_MAX);
    dsl.update(SESSION)
        .set(SESSION.LAST_SEEN_AT, utc(now))
        .set(SESSION.EXPIRES_AT, utc(idleEnd.isBefore(end) ? idleEnd : end))
        .where(SESSION.TOKEN_HASH.eq(hash(token)))
        .execute();
  }

  /**
   * Those that can be used now, last seen first; nobody has so many that pages were needed.
   *
   * @param token the session through which is asked; empty for none
   */
  List<OpenSession> list(UUID staffId, String token) {
    var current = hash(token);
    return dsl.selectFrom(SESSION)
        .where(SESSION.STAFF_ID.eq(staffId), SESSION.EXPIRES_AT.gt(utc(clock.instant())))
        .orderBy(SESSION.LAST_SEEN_AT.desc(), SESSION.SESSION_ID.desc())
        .limit(LIST_MAX)
        .fetch(row ->
            new OpenSession(
                row.getSessionId(),
                Device.Browser.valueOf(row.getBrowser().toUpperCase(Locale.ROOT)),
                Device.Platform.valueOf(row.getSystem().toUpperCase(Locale.ROOT)),
                row.getAddress(),
                row.getCreatedAt().toInstant(),
                row.getLastSeenAt().toInstant(),
                Arrays.equals(row.getTokenHash(), current)));
  }

  /** Whether there was such a session of hers. */
  boolean end(UUID staffId, UUID sessionId) {
    return dsl.deleteFrom(SESSION)
            .where(SESSION.STAFF_ID.eq(staffId), SESSION.SESSION_ID.eq(sessionId))
            .execute()
        == 1;
  }

  void close(String token) {
    dsl.deleteFrom(SESSION).where(SESSION.TOKEN_HASH.eq(hash(token))).execute();
  }

  /** Her tickets too: nobody goes on with what she began before. */
  void closeAll(UUID staffId) {
    dsl.deleteFrom(SIGN_IN_TICKET).where(SIGN_IN_TICKET.STAFF_ID.eq(staffId)).execute();
    dsl.deleteFrom(SESSION).where(SESSION.STAFF_ID.eq(staffId)).execute();
  }

  void closeOthers(UUID staffId, String keptToken) {
    dsl.deleteFrom(SIGN_IN_TICKET).where(SIGN_IN_TICKET.STAFF_ID.eq(staffId)).execute();
    dsl.deleteFrom(SESSION)
        .where(SESSION.STAFF_ID.eq(staffId), SESSION.TOKEN_HASH.ne(hash(keptToken)))
        .execute();
  }

  void deleteExpired() {
    dsl.deleteFrom(SESSION).where(SESSION.EXPIRES_AT.le(utc(clock.instant()))).execute();
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static byte[] hash(String token) {
    return RandomSecret.hash(token);
  }
}
