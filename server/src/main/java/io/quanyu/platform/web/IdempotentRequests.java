package io.quanyu.platform.web;

import static io.quanyu.platform.web.internal.db.Tables.IDEMPOTENT_RESPONSE;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a write safe to repeat: the same {@code Idempotency-Key} does the work once and gets the
 * first answer again.
 *
 * <p>Work and answer commit in one transaction. A repetition that comes while the first is still at
 * work waits for it on the row. Keys are kept for {@link #KEPT}.
 */
public final class IdempotentRequests {

  /** How long an answer can be asked for again. */
  public static final Duration KEPT = Duration.ofDays(2);

  private static final int KEY_LENGTH_MAX = 100;

  private final DSLContext dsl;
  private final TransactionOperations transactions;
  private final JsonMapper mapper;
  private final Clock clock;

  IdempotentRequests(
      DSLContext dsl, TransactionOperations transactions, JsonMapper mapper, Clock clock) {
    this.dsl = dsl;
    this.transactions = transactions;
    this.mapper = mapper;
    this.clock = clock;
  }

  /**
   * Does {@code work} unless it was done for this key.
   *
   * @param operation which operation, e.g. {@code segment.create}
   * @param key the header {@code Idempotency-Key}
   * @param request the request's body, to tell a repetition from a reuse of the key
   * @param type of the answer, which must survive JSON
   * @param work runs in a transaction; an exception rolls back and leaves the key unused
   * @throws ProblemException if the key is missing, too long, or was used for another request
   */
  public <T> T once(
      String operation, @Nullable String key, Object request, Class<T> type, Supplier<T> work) {
    if (key == null || key.isBlank() || key.length() > KEY_LENGTH_MAX) {
      throw new ProblemException(
          WebProblem.IDEMPOTENCY_KEY_INVALID,
          "Send a header Idempotency-Key with any unique text of 1 to %d characters."
              .formatted(KEY_LENGTH_MAX));
    }
    var caller = Caller.current().username();
    var keyHash = sha256(key.getBytes(StandardCharsets.UTF_8));
    var requestHash = sha256(mapper.writeValueAsBytes(request));
    var answer =
        transactions.execute(_ -> {
          var isFirst =
              dsl.insertInto(IDEMPOTENT_RESPONSE)
                      .set(IDEMPOTENT_RESPONSE.CALLER, caller)
                      .set(IDEMPOTENT_RESPONSE.OPERATION, operation)
                      .set(IDEMPOTENT_RESPONSE.KEY_HASH, keyHash)
                      .set(IDEMPOTENT_RESPONSE.REQUEST_HASH, requestHash)
                      .set(IDEMPOTENT_RESPONSE.CREATED_AT, utc(clock.instant()))
                      .onConflictDoNothing()
                      .execute()
                  == 1;
          return isFirst
              ? doFirst(caller, operation, keyHash, work)
              : repeat(caller, operation, keyHash, requestHash, type);
        });
    if (answer == null) {
      throw new IllegalStateException("no answer to " + operation);
    }
    return answer;
  }

  private <T> T doFirst(String caller, String operation, byte[] keyHash, Supplier<T> work) {
    var answer = work.get();
    dsl.update(IDEMPOTENT_RESPONSE)
        .set(IDEMPOTENT_RESPONSE.RESPONSE, JSONB.valueOf(mapper.writeValueAsString(answer)))
        .where(
            IDEMPOTENT_RESPONSE.CALLER.eq(caller),
            IDEMPOTENT_RESPONSE.OPERATION.eq(operation),
            IDEMPOTENT_RESPONSE.KEY_HASH.eq(keyHash))
        .execute();
    return answer;
  }

  private <T> T repeat(
      String caller, String operation, byte[] keyHash, byte[] requestHash, Class<T> type) {
    var first =
        dsl.select(IDEMPOTENT_RESPONSE.REQUEST_HASH, IDEMPOTENT_RESPONSE.RESPONSE)
            .from(IDEMPOTENT_RESPONSE)
            .where(
                IDEMPOTENT_RESPONSE.CALLER.eq(caller),
                IDEMPOTENT_RESPONSE.OPERATION.eq(operation),
                IDEMPOTENT_RESPONSE.KEY_HASH.eq(keyHash))
            .fetchSingle();
    if (!Arrays.equals(first.value1(), requestHash)) {
      throw new ProblemException(
          WebProblem.IDEMPOTENCY_KEY_REUSED, "Take a new key for a new request.");
    }
    return mapper.readValue(first.value2().data(), type);
  }

  void deleteExpired() {
    dsl.deleteFrom(IDEMPOTENT_RESPONSE)
        .where(IDEMPOTENT_RESPONSE.CREATED_AT.lt(utc(clock.instant().minus(KEPT))))
        .execute();
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
