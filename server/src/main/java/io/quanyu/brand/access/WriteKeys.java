package io.quanyu.brand.access;

import static io.quanyu.brand.access.internal.db.Tables.WRITE_KEY;

import io.quanyu.brand.access.internal.db.tables.records.WriteKeyRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Write keys in PostgreSQL. */
final class WriteKeys {

  private final DSLContext dsl;
  private final Clock clock;

  WriteKeys(DSLContext dsl, Clock clock) {
    this.dsl = dsl;
    this.clock = clock;
  }

  WriteKey insert(WriteKey.Draft draft, String createdBy, KeyText key) {
    return key(
        dsl.insertInto(WRITE_KEY)
            .set(WRITE_KEY.PREFIX, key.prefix())
            .set(WRITE_KEY.SECRET_HASH, key.hash())
            .set(WRITE_KEY.NAME, draft.name())
            .set(WRITE_KEY.SOURCE, draft.source().word())
            .set(WRITE_KEY.CREATED_BY, createdBy)
            .set(WRITE_KEY.CREATED_AT, now())
            .returning()
            .fetchSingle());
  }

  /** Newest first, those revoked too, at most so many from a key on. */
  List<WriteKey> list(Optional<UUID> before, int rows) {
    return dsl.selectFrom(WRITE_KEY)
        .where(before.map(WRITE_KEY.KEY_ID::lt).orElseGet(DSL::noCondition))
        .orderBy(WRITE_KEY.KEY_ID.desc())
        .limit(rows)
        .fetch(WriteKeys::key);
  }

  long count() {
    return dsl.fetchCount(WRITE_KEY);
  }

  /** Keeps the time of the first revocation. */
  Optional<WriteKey> revoke(UUID keyId) {
    return dsl.update(WRITE_KEY)
        .set(WRITE_KEY.REVOKED_AT, DSL.coalesce(WRITE_KEY.REVOKED_AT, now()))
        .where(WRITE_KEY.KEY_ID.eq(keyId))
        .returning()
        .fetchOptional(WriteKeys::key);
  }

  private static WriteKey key(WriteKeyRecord row) {
    var used = Optional.ofNullable(row.getLastUsedAt()).map(OffsetDateTime::toInstant);
    var revoked = Optional.ofNullable(row.getRevokedAt()).map(OffsetDateTime::toInstant);
    return new WriteKey(
        row.getKeyId(),
        row.getName(),
        WriteKey.Source.of(row.getSource()),
        KeyText.shown(KeyText.WRITE, row.getPrefix()),
        row.getCreatedBy(),
        row.getCreatedAt().toInstant(),
        used.orElse(null),
        revoked.orElse(null));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
