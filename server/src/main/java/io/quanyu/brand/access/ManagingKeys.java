package io.quanyu.brand.access;

import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes keys for machines and revokes them. A key is made by a person in a browser, never by
 * another key, and can do nothing that she cannot.
 */
final class ManagingKeys {

  /** A page's cursor: the key's id, which tells when it was made. */
  static final int CURSOR_PARTS = 1;

  /** More are a sign of a script that makes keys. */
  static final int KEYS_MAX = 100;

  private final StaffTable staff;
  private final ApiKeys apiKeys;
  private final WriteKeys writeKeys;
  private final TransactionOperations transactions;
  private final Clock clock;

  ManagingKeys(
      StaffTable staff,
      ApiKeys apiKeys,
      WriteKeys writeKeys,
      TransactionOperations transactions,
      Clock clock) {
    this.staff = staff;
    this.apiKeys = apiKeys;
    this.writeKeys = writeKeys;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param secret the whole key, which nobody can ask for again
   */
  record WithSecret(ApiKey key, String secret) {}

  /**
   * @param secret the whole key, which nobody can ask for again
   */
  record WriteKeyWithSecret(WriteKey key, String secret) {}

  Page<ApiKey> list(PageRequest request) {
    return Page.of(
        apiKeys.list(before(request), request.rows()),
        request,
        apiKeys.count(),
        key -> Cursor.after(key.id().toString()));
  }

  /**
   * @throws ProblemException if the caller is no person, lacks a permission to be given, or has too
   *     many keys
   */
  WithSecret create(Caller caller, ApiKeyDraft draft) {
    var person =
        staff
            .findActive(caller.username())
            .orElseThrow(() ->
                new ProblemException(
                    AccessProblem.NO_PASSWORD, "A key acts for a person. Sign in as one."));
    var lacking = new TreeSet<>(draft.permissions());
    lacking.removeAll(caller.permissions());
    if (!lacking.isEmpty()) {
      throw new ProblemException(
          AccessProblem.PERMISSION_LACKING,
          "You have not yourself: %s.".formatted(String.join(", ", lacking)));
    }
    if (apiKeys.countGood(person.staffId()) >= KEYS_MAX) {
      throw new ProblemException(
          AccessProblem.KEYS_TOO_MANY, "Revoke some; %d are the most.".formatted(KEYS_MAX));
    }
    int days = draft.days() == null ? ApiKeyDraft.DAYS_DEFAULT : draft.days();
    var key = KeyText.create();
    var made =
        made(
            () ->
                apiKeys.insert(
                    person.staffId(),
                    draft.name(),
                    draft.permissions(),
                    clock.instant().plus(Duration.ofDays(days)),
                    key),
            ApiKey::id);
    return new WithSecret(made, key.text(KeyText.API));
  }

  /**
   * Revokes anybody's key: less is at stake than with a key that nobody dares to revoke.
   *
   * @throws ProblemException if there is no such key
   */
  ApiKey revoke(UUID keyId) {
    apiKeys.revoke(keyId);
    return apiKeys.find(keyId).orElseThrow(ManagingKeys::unknown);
  }

  Page<WriteKey> listWriteKeys(PageRequest request) {
    return Page.of(
        writeKeys.list(before(request), request.rows()),
        request,
        writeKeys.count(),
        key -> Cursor.after(key.id().toString()));
  }

  WriteKeyWithSecret createWriteKey(Caller caller, WriteKey.Draft draft) {
    var key = KeyText.create();
    var made = made(() -> writeKeys.insert(draft, caller.username(), key), WriteKey::id);
    return new WriteKeyWithSecret(made, key.text(KeyText.WRITE));
  }

  /**
   * @throws ProblemException if there is no such key
   */
  WriteKey revokeWriteKey(UUID keyId) {
    return writeKeys.revoke(keyId).orElseThrow(ManagingKeys::unknown);
  }

  /** A key is made in one transaction with the entry that names it. */
  private <T> T made(Supplier<T> insert, Function<T, UUID> id) {
    return Objects.requireNonNull(transactions.execute(_ -> AuditedRequest.made(insert.get(), id)));
  }

  private static Optional<UUID> before(PageRequest request) {
    return request.after().map(cursor -> UUID.fromString(cursor.part(0)));
  }

  private static ProblemException unknown() {
    return new ProblemException(AccessProblem.KEY_UNKNOWN, "Look for it in the list of keys.");
  }
}
