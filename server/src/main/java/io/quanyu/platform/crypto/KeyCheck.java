package io.quanyu.platform.crypto;

import static io.quanyu.platform.crypto.internal.db.Tables.KEY_CHECK;

import io.quanyu.platform.storage.StartupException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Opens the keys that belong to the database, and no others: with wrong keys customers could not be
 * found again, and would silently be made anew.
 */
final class KeyCheck {

  private static final UUID NO_CUSTOMER = new UUID(0, 0);
  private static final String FIXED_TEXT = "quanyu";

  /** Bound to {@link #NO_CUSTOMER}. */
  static final WrappedKeys WRAPPED =
      WrappedKeys.ofCustomers(
          "platform_crypto.key_check", "wrapped_key", "only_row", "'" + NO_CUSTOMER + "'::uuid");

  private final DSLContext dsl;
  private final Clock clock;

  KeyCheck(DSLContext dsl, Clock clock) {
    this.dsl = dsl;
    this.clock = clock;
  }

  /**
   * @throws StartupException if the keys are missing or not those of the database
   */
  Keys open(Path folder) {
    var check = dsl.selectFrom(KEY_CHECK).fetchOptional();
    var keys = Keys.openOrCreate(folder, check.isPresent());
    check.ifPresentOrElse(
        row -> {
          if (!keys.keyedHashes().hash(FIXED_TEXT, FIXED_TEXT).equals(row.getHash())
              || !isUnwrapped(keys, row.getWrappedKey())) {
            throw new StartupException(
                "The keys in " + folder + " are not those of this database.",
                "Restore master.json and identifiers.json from your backup of the keys.");
          }
        },
        () -> remember(keys));
    checkMasterKeys(folder, keys);
    return keys;
  }

  /** A file from before a rotation opens this and that, but not what was made since. */
  private void checkMasterKeys(Path folder, Keys keys) {
    var table = new MasterKeyTable(dsl);
    if (table.list().isEmpty()) {
      table.insertFirst(
          keys.master().primaryId(),
          dsl.select(KEY_CHECK.CREATED_AT).from(KEY_CHECK).fetchSingle().value1());
    }
    if (table.find(keys.master().primaryId()).isEmpty() && table.findUnfinished().isEmpty()) {
      // The database is from a backup of before the last rotation, which is done again.
      table.insertFound(keys.master().primaryId(), clock.instant());
    }
    if (!keys.master().ids().containsAll(table.needed())) {
      throw new StartupException(
          "The file master.json in "
              + folder
              + " is older than the database: it lacks a key of a later rotation.",
          "Restore the newest master.json from your backup of the keys.");
    }
  }

  private static boolean isUnwrapped(Keys keys, byte[] wrapped) {
    try {
      keys.customerKeys().unwrap(NO_CUSTOMER, wrapped);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private void remember(Keys keys) {
    dsl.insertInto(KEY_CHECK)
        .set(KEY_CHECK.WRAPPED_KEY, keys.customerKeys().create(NO_CUSTOMER).wrapped())
        .set(KEY_CHECK.HASH, keys.keyedHashes().hash(FIXED_TEXT, FIXED_TEXT))
        .set(KEY_CHECK.CREATED_AT, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .execute();
  }
}
