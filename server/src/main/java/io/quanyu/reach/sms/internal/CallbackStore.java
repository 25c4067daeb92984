package io.quanyu.reach.sms.internal;

import static io.quanyu.reach.sms.internal.db.Tables.CALLBACK;

import io.quanyu.platform.crypto.FileKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** What gateways told us, each once, sealed under the gateway's key. */
@Repository
public class CallbackStore {

  /** See {@link Told.Reply#type}. */
  private static final String REPLY = "reply";

  private static final int ROWS_AT_ONCE = 1_000;

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

  /** A reply that is kept, in clear. */
  record KeptReply(UUID gatewayId, String webhookId, Instant receivedAt, String body) {}

  /** Replies whose body is looked for, oldest first. Opens every reply that is kept. */
  List<KeptReply> replies(Predicate<String> isMeant) {
    Map<UUID, FileKey> keys = new HashMap<>();
    List<KeptReply> found = new ArrayList<>();
    try (var rows =
        dsl.selectFrom(CALLBACK)
            .where(CALLBACK.TYPE.eq(REPLY))
            .orderBy(CALLBACK.RECEIVED_AT)
            .fetchSize(ROWS_AT_ONCE)
            .fetchLazy()) {
      for (var row : rows) {
        var key = keys.computeIfAbsent(row.getGatewayId(), gateways::keyOf);
        var body = GatewayStore.open(key, "callback:" + row.getWebhookId(), row.getSealedBody());
        if (isMeant.test(body)) {
          found.add(
              new KeptReply(
                  row.getGatewayId(), row.getWebhookId(), row.getReceivedAt().toInstant(), body));
        }
      }
    }
    return found;
  }

  void deleteReplies(Predicate<String> isMeant) {
    var meant = replies(isMeant);
    dsl.deleteFrom(CALLBACK)
        .where(
            DSL.row(CALLBACK.GATEWAY_ID, CALLBACK.WEBHOOK_ID)
                .in(
                    meant.stream()
                        .map(reply -> DSL.row(reply.gatewayId(), reply.webhookId()))
                        .toList()))
        .execute();
  }

  void deleteBefore(Instant time) {
    dsl.deleteFrom(CALLBACK)
        .where(CALLBACK.RECEIVED_AT.lt(time.atOffset(ZoneOffset.UTC)))
        .execute();
  }
}
