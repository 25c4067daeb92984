package io.quanyu.reach.sms.internal;

import static io.quanyu.reach.sms.internal.db.Tables.CALLBACK;
import static io.quanyu.reach.sms.internal.db.Tables.GATEWAY;

import io.quanyu.core.sms.SmsSignature;
import io.quanyu.platform.crypto.FileKey;
import io.quanyu.platform.crypto.FileKeys;
import io.quanyu.reach.sms.internal.db.tables.records.GatewayRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** The gateway account in the database; its secrets sealed under its key. */
@Repository
public class GatewayStore {

  private static final String API_KEY = "api_key";
  private static final String CALLBACK_SECRET = "callback_secret";

  private final DSLContext dsl;
  private final FileKeys keys;

  public GatewayStore(DSLContext dsl, FileKeys keys) {
    this.dsl = dsl;
    this.keys = keys;
  }

  /** Waits for other changes of settings, until the end of the transaction. */
  void lockSettings() {
    dsl.execute("select pg_advisory_xact_lock(hashtext('reach_sms.gateway'))");
  }

  boolean exists() {
    return dsl.fetchExists(GATEWAY);
  }

  Optional<Gateway> find() {
    return dsl.selectFrom(GATEWAY).fetchOptional(this::gateway);
  }

  Optional<Gateway> find(UUID id) {
    return dsl.selectFrom(GATEWAY).where(GATEWAY.GATEWAY_ID.eq(id)).fetchOptional(this::gateway);
  }

  void insert(Gateway gateway) {
    var key = keys.create(keyName(gateway.id()));
    var row = row(gateway, key);
    row.setGatewayId(gateway.id());
    row.setWrappedKey(key.wrapped());
    row.setCreatedAt(utc(gateway.createdAt()));
    dsl.insertInto(GATEWAY).set(row).execute();
  }

  void update(Gateway gateway) {
    int updated =
        dsl.update(GATEWAY)
            .set(row(gateway, keyOf(gateway.id())))
            .where(GATEWAY.GATEWAY_ID.eq(gateway.id()), GATEWAY.VERSION.eq(gateway.version() - 1))
            .execute();
    if (updated != 1) {
      throw new IllegalStateException("gateway " + gateway.id() + " changed under its lock");
    }
  }

  Optional<Instant> lastCallbackAt(UUID gatewayId) {
    return dsl.select(DSL.max(CALLBACK.RECEIVED_AT))
        .from(CALLBACK)
        .where(CALLBACK.GATEWAY_ID.eq(gatewayId))
        .fetchOptional(0, OffsetDateTime.class)
        .map(OffsetDateTime::toInstant);
  }

  private static GatewayRecord row(Gateway gateway, FileKey key) {
    var row = new GatewayRecord();
    row.setAccountNo(gateway.accountNo());
    row.setBaseUrl(gateway.baseUrl());
    row.setSignature(gateway.signature().name());
    row.setPricePerPart(gateway.pricePerPart());
    row.setCurrency(gateway.currency().getCurrencyCode());
    row.setIsKeyed(gateway.isKeyed());
    row.setCallsPerMinute(gateway.callsPerMinute());
    row.setRecipientsMax(gateway.recipientsMax());
    row.setSealedApiKey(seal(key, API_KEY, gateway.secrets().apiKey()));
    row.setSealedCallbackSecret(seal(key, CALLBACK_SECRET, gateway.secrets().callbackSecret()));
    row.setVersion(gateway.version());
    row.setUpdatedAt(utc(gateway.updatedAt()));
    return row;
  }

  private Gateway gateway(GatewayRecord row) {
    var key = keys.unwrap(keyName(row.getGatewayId()), row.getWrappedKey());
    return new Gateway(
        row.getGatewayId(),
        row.getAccountNo(),
        row.getBaseUrl(),
        new SmsSignature(row.getSignature()),
        row.getPricePerPart(),
        Currency.getInstance(row.getCurrency()),
        row.getIsKeyed(),
        row.getCallsPerMinute(),
        row.getRecipientsMax(),
        new Gateway.Secrets(
            open(key, API_KEY, row.getSealedApiKey()),
            open(key, CALLBACK_SECRET, row.getSealedCallbackSecret())),
        row.getVersion(),
        row.getCreatedAt().toInstant(),
        row.getUpdatedAt().toInstant());
  }

  /** The key that seals what belongs to the gateway. */
  FileKey keyOf(UUID gatewayId) {
    var wrapped =
        dsl.select(GATEWAY.WRAPPED_KEY)
            .from(GATEWAY)
            .where(GATEWAY.GATEWAY_ID.eq(gatewayId))
            .fetchSingle()
            .value1();
    return keys.unwrap(keyName(gatewayId), wrapped);
  }

  private static String keyName(UUID gatewayId) {
    return "sms-gateway:" + gatewayId;
  }

  static byte[] seal(FileKey key, String place, String clear) {
    return key.seal(clear.getBytes(StandardCharsets.UTF_8), place.getBytes(StandardCharsets.UTF_8));
  }

  static String open(FileKey key, String place, byte[] sealed) {
    return new String(
        key.open(sealed, place.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
