package io.quanyu.reach.sms.internal;

import static io.quanyu.reach.sms.internal.db.Tables.CALLBACK;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What gateways told us, each once, sealed under the gateway's key. */
@Repository
public class CallbackStore {

  private final DSLContext dsl;
  private final GatewayStore gateways;

  public CallbackStore(DSLContext dsl, GatewayStore gateways) {
    this.dsl = dsl;
    this.gateways = gateways;
  }

  /**
   * Keeps an accepted callback, unless it is kept already.
   *
   * @return whether it is new
   */
  boolean keep(UUID gatewayId, String webhookId, String type, Instant now, String body) {
    return dsl.insertInto(CALLBACK)
            .set(CALLBACK.GATEWAY_ID, gatewayId)
            .set(CALLBACK.WEBHOOK_ID, webhookId)
            .set(CALLBACK.TYPE, type)
            .set(CALLBACK.RECEIVED_AT, now.atOffset(ZoneOffset.UTC))
            .set(
                CALLBACK.SEALED_BODY,
                GatewayStore.seal(gateways.keyOf(gatewayId), "callback:" + webhookId, body))
            .onConflict(CALLBACK.GATEWAY_ID, CALLBACK.WEBHOOK_ID)
            .doNothing()
            .execute()
        == 1;
  }

  void deleteBefore(Instant time) {
    dsl.deleteFrom(CALLBACK)
        .where(CALLBACK.RECEIVED_AT.lt(time.atOffset(ZoneOffset.UTC)))
        .execute();
  }
}
