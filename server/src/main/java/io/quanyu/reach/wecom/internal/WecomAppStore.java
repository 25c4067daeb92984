package io.quanyu.reach.wecom.internal;

import static io.quanyu.reach.wecom.internal.db.Tables.APP;
import static io.quanyu.reach.wecom.internal.db.Tables.CALLBACK;

import io.quanyu.platform.crypto.FileKey;
import io.quanyu.platform.crypto.FileKeys;
import io.quanyu.reach.wecom.internal.db.tables.records.AppRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** The apps and their callbacks in the database; secrets and events sealed under the app's key. */
@Repository
public class WecomAppStore {

  private static final String SECRET = "secret";
  private static final String TOKEN = "token";
  private static final String AES_KEY = "aes_key";
  private static final String EVENT = "event";
  private static final int ROWS_AT_ONCE = 1_000;

  private final DSLContext dsl;
  private final FileKeys keys;

  public WecomAppStore(DSLContext dsl, FileKeys keys) {
    this.dsl = dsl;
    this.keys = keys;
  }

  /** Waits for other changes of settings, until the end of the transaction. */
  void lockSettings() {
    dsl.execute("select pg_advisory_xact_lock(hashtext('reach_wecom.app'))");
  }

  /** The one app that there is so far. */
  Optional<WecomApp> findFirst() {
    return dsl.selectFrom(APP).orderBy(APP.CREATED_AT).limit(1).fetchOptional(this::app);
  }

  Optional<WecomApp> find(UUID id) {
    return dsl.selectFrom(APP).where(APP.APP_ID.eq(id)).fetchOptional(this::app);
  }

  void insert(WecomApp app) {
    var key = keys.create(keyName(app.id()));
    dsl.insertInto(APP)
        .set(APP.APP_ID, app.id())
        .set(APP.CORP_ID, app.corpId())
        .set(APP.AGENT_ID, app.agentId())
        .set(APP.API_BASE_URL, app.apiBaseUrl())
        .set(APP.WRAPPED_KEY, key.wrapped())
        .set(APP.SEALED_SECRET, seal(key, SECRET, app.secrets().secret()))
        .set(APP.SEALED_TOKEN, seal(key, TOKEN, app.secrets().token()))
        .set(APP.SEALED_AES_KEY, seal(key, AES_KEY, app.secrets().aesKey()))
        .set(APP.VERSION, app.version())
        .set(APP.CREATED_AT, utc(app.createdAt()))
        .set(APP.UPDATED_AT, utc(app.updatedAt()))
        .execute();
  }

  void update(WecomApp app) {
    var key = keyOf(app.id());
    int updated =
        dsl.update(APP)
            .set(APP.CORP_ID, app.corpId())
            .set(APP.AGENT_ID, app.agentId())
            .set(APP.API_BASE_URL, app.apiBaseUrl())
            .set(APP.SEALED_SECRET, seal(key, SECRET, app.secrets().secret()))
            .set(APP.SEALED_TOKEN, seal(key, TOKEN, app.secrets().token()))
            .set(APP.SEALED_AES_KEY, seal(key, AES_KEY, app.secrets().aesKey()))
            .set(APP.VERSION, app.version())
            .set(APP.UPDATED_AT, utc(app.updatedAt()))
            .where(APP.APP_ID.eq(app.id()), APP.VERSION.eq(app.version() - 1))
            .execute();
    if (updated != 1) {
      throw new IllegalStateException("app " + app.id() + " changed under its lock");
    }
  }

  /**
   * Keeps an accepted event, unless it is kept already.
   *
   * @return whether it is new
   */
  boolean keepCallback(
      WecomApp app, UUID dedupeKey, String kind, Instant occurredAt, Instant now, String event) {
    return dsl.insertInto(CALLBACK)
            .set(CALLBACK.APP_ID, app.id())
            .set(CALLBACK.DEDUPE_KEY, dedupeKey)
            .set(CALLBACK.KIND, kind)
            .set(CALLBACK.OCCURRED_AT, utc(occurredAt))
            .set(CALLBACK.RECEIVED_AT, utc(now))
            .set(CALLBACK.SEALED_EVENT, seal(keyOf(app.id()), EVENT + ":" + dedupeKey, event))
            .onConflict(CALLBACK.APP_ID, CALLBACK.DEDUPE_KEY)
            .doNothing()
            .execute()
        == 1;
  }

  Optional<Instant> lastCallbackAt(UUID appId) {
    return dsl.select(DSL.max(CALLBACK.RECEIVED_AT))
        .from(CALLBACK)
        .where(CALLBACK.APP_ID.eq(appId))
        .fetchOptional(0, OffsetDateTime.class)
        .map(OffsetDateTime::toInstant);
  }

  void deleteCallbacksBefore(Instant time) {
    dsl.deleteFrom(CALLBACK).where(CALLBACK.RECEIVED_AT.lt(utc(time))).execute();
  }

  /** Takes kept events away by their XML. Opens every event that is kept. */
  void deleteCallbacks(Predicate<String> isMeant) {
    Map<UUID, FileKey> opened = new HashMap<>();
    List<UUID> found = new ArrayList<>();
    try (var rows = dsl.selectFrom(CALLBACK).fetchSize(ROWS_AT_ONCE).fetchLazy()) {
      for (var row : rows) {
        var key = opened.computeIfAbsent(row.getAppId(), this::keyOf);
        if (isMeant.test(open(key, EVENT + ":" + row.getDedupeKey(), row.getSealedEvent()))) {
          found.add(row.getCallbackId());
        }
      }
    }
    dsl.deleteFrom(CALLBACK).where(CALLBACK.CALLBACK_ID.in(found)).execute();
  }

  private WecomApp app(AppRecord row) {
    var key = keys.unwrap(keyName(row.getAppId()), row.getWrappedKey());
    return new WecomApp(
        row.getAppId(),
        row.getCorpId(),
        row.getAgentId(),
        row.getApiBaseUrl(),
        new WecomApp.Secrets(
            open(key, SECRET, row.getSealedSecret()),
            open(key, TOKEN, row.getSealedToken()),
            open(key, AES_KEY, row.getSealedAesKey())),
        row.getVersion(),
        row.getCreatedAt().toInstant(),
        row.getUpdatedAt().toInstant());
  }

  /** The key that seals what belongs to an app. */
  FileKey keyOf(UUID appId) {
    var wrapped =
        dsl.select(APP.WRAPPED_KEY).from(APP).where(APP.APP_ID.eq(appId)).fetchSingle().value1();
    return keys.unwrap(keyName(appId), wrapped);
  }

  private static String keyName(UUID appId) {
    return "wecom-app:" + appId;
  }

  private static byte[] seal(FileKey key, String place, String clear) {
    return key.seal(clear.getBytes(StandardCharsets.UTF_8), place.getBytes(StandardCharsets.UTF_8));
  }

  private static String open(FileKey key, String place, byte[] sealed) {
    return new String(
        key.open(sealed, place.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
