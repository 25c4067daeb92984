package io.quanyu.platform.crypto;

import io.quanyu.platform.crypto.internal.db.tables.records.MasterKeyRecord;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The master keys, and their rotation: a new key wraps from now on, and a background job wraps all
 * data keys anew by it. Sealed values stay as they are. When nothing needs the old key any more it
 * is retired, and somebody may destroy it.
 *
 * <p>What is written where, so that a crash between any two steps only delays the rest:
 *
 * <ol>
 *   <li>the new key's id in the database, then the key in the file as the primary one, then the
 *       moment in the database ({@link #goOn} repeats the second and third);
 *   <li>chunks of rows, each with its progress;
 *   <li>the old keys disabled in the file, then retired in the database, after a complete count
 *       found nothing that names them;
 *   <li>destroyed in the database after another complete count, then gone from the file.
 * </ol>
 */
public final class MasterKeys {

  /**
   * How long a retired key is kept at least: much longer than a transaction that wrapped by it, or
   * a server that looked at the file before.
   */
  public static final Duration KEPT_MIN = Duration.ofHours(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final MasterKeyset keyset;
  private final MasterKeyTable table;
  private final RewrappingKeys rewrapping;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Runnable wake;

  /** Whether a key was found to be needed after it was retired. */
  private volatile boolean isCountWanted;

  MasterKeys(
      MasterKeyset keyset,
      MasterKeyTable table,
      RewrappingKeys rewrapping,
      TransactionTemplate transactions,
      Clock clock,
      Runnable wake) {
    this.keyset = keyset;
    this.table = table;
    this.rewrapping = rewrapping;
    this.transactions = transactions;
    this.clock = clock;
    this.wake = wake;
  }

  /**
   * All master keys, youngest first, also destroyed ones.
   *
   * @param countedAt when the data keys were counted; empty: not yet
   */
  public record Overview(
      List<MasterKey> keys, Optional<KeyRotation> rotation, Optional<Instant> countedAt) {
    public Overview {
      keys = List.copyOf(keys);
    }
  }

  /** What came of the wish to destroy a key. */
  public sealed interface Destruction {

    /** It is gone, or was before. */
    record Destroyed() implements Destruction {}

    /** There is no such key. */
    record Unknown() implements Destruction {}

    /** It wraps, or is being taken over. */
    record InUse() implements Destruction {}

    /** It was retired less than {@link #KEPT_MIN} ago. */
    record TooEarly(Instant destroyableAt) implements Destruction {}

    /** So many data keys name it after all; the background wraps them anew. */
    record StillNeeded(long keys) implements Destruction {}
  }

  /** How it stands. */
  public Overview overview() {
    changing(keyset::refresh);
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          var counts = table.counts();
          var primaryId = keyset.primaryId();
          return new Overview(
              table.list().stream().map(row -> masterKey(row, primaryId, counts)).toList(),
              table.findUnfinished().map(this::rotation),
              table.countedAt());
        }));
  }

  /** What came of the wish to replace a key. */
  public enum Replacement {
    /** A rotation replaces it, or has replaced it before. */
    BEGUN,
    /** It is itself still taking over what older keys wrapped; that goes on at once. */
    RUNNING,
    /** There is no such key. */
    UNKNOWN_KEY
  }

  /**
   * Begins to rotate: makes a new key, which wraps from now on. Whoever says it twice begins one
   * rotation.
   *
   * @param replacedId the key that wraps now
   * @param by username
   */
  public Replacement replace(long replacedId, String by) {
    var replacement =
        Objects.requireNonNull(
            transactions.execute(transaction -> {
              table.lock();
              var decided = replaceLocked(replacedId, by);
              if (decided != Replacement.BEGUN) {
                transaction.setRollbackOnly(); // a refusal writes nothing
              }
              return decided;
            }));
    if (replacement == Replacement.BEGUN) {
      ensureInFile();
    }
    wake.run();
    return replacement;
  }

  private Replacement replaceLocked(long replacedId, String by) {
    int keyId = (int) replacedId;
    if (table.find(keyId).isEmpty() || Integer.toUnsignedLong(keyId) != replacedId) {
      return Replacement.UNKNOWN_KEY;
    }
    changing(keyset::refresh);
    if (keyset.primaryId() != keyId) {
      return Replacement.BEGUN;
    }
    var unfinished = table.findUnfinished();
    if (unfinished.isEmpty()) {
      table.insert(newId(), by, clock.instant());
    }
    return unfinished.filter(row -> row.getKeyId() == keyId).isPresent()
        ? Replacement.RUNNING
        : Replacement.BEGUN;
  }

  /**
   * Destroys a retired key for ever, unless something needs it. Backups of the database from before
   * it was retired can then be read only with a copy of the key file of that time.
   */
  public Destruction destroy(long id, String by) {
    var destruction =
        Objects.requireNonNull(
            transactions.execute(transaction -> {
              table.lock();
              var decided = destroyLocked(id, by);
              if (!(decided instanceof Destruction.Destroyed)) {
                transaction.setRollbackOnly(); // a refusal writes nothing
              }
              return decided;
            }));
    switch (destruction) {
      case Destruction.Destroyed() -> forgetDestroyed();
      case Destruction.StillNeeded(_) -> {
        isCountWanted = true;
        wake.run();
      }
      case Destruction.Unknown(), Destruction.InUse(), Destruction.TooEarly(_) -> {}
    }
    return destruction;
  }

  private Destruction destroyLocked(long id, String by) {
    int keyId = (int) id;
    var row = table.find(keyId).filter(_ -> Integer.toUnsignedLong(keyId) == id);
    if (row.isEmpty()) {
      return new Destruction.Unknown();
    }
    if (row.get().getDestroyedAt() != null) {
      return new Destruction.Destroyed();
    }
    var destroyableAt = destroyableAt(row.get());
    if (destroyableAt.isEmpty()) {
      return new Destruction.InUse();
    }
    if (clock.instant().isBefore(destroyableAt.get())) {
      return new Destruction.TooEarly(destroyableAt.get());
    }
    long needing = rewrapping.count().getOrDefault(keyId, 0L);
    if (needing > 0) {
      return new Destruction.StillNeeded(needing);
    }
    table.markDestroyed(keyId, by, clock.instant());
    return new Destruction.Destroyed();
  }

  /** What {@link #goOn} leaves behind. */
  enum Left {
    /** The next step can be done now. */
    MORE,
    /** A round left keys behind that were locked or cannot be opened; to be tried again later. */
    REMAINS,
    /** Nothing is to be done. */
    NOTHING
  }

  /** Does the next step of whatever was begun; a step that was cut short is done again. */
  Left goOn() {
    var unfinished = transactions.execute(_ -> table.findUnfinished());
    if (unfinished == null || unfinished.isEmpty()) {
      forgetDestroyed();
      if (!isCountWanted) {
        return Left.NOTHING;
      }
      isCountWanted = false;
      count();
      return Left.MORE;
    }
    int keyId = unfinished.get().getKeyId();
    ensureInFile();
    if (!Boolean.TRUE.equals(transactions.execute(_ -> rewrapping.isBegun(keyId)))) {
      rewrapping.count();
      transactions.executeWithoutResult(_ -> rewrapping.beginRound(keyId));
      return Left.MORE;
    }
    if (rewrapping.next(keyId).isPresent()) {
      return Left.MORE;
    }
    return finish(keyId);
  }

  /** Counts anew; whatever an old key wrapped late is wrapped anew. */
  void count() {
    var counts = rewrapping.count();
    var primaryId = keyset.primaryId();
    if (counts.keySet().stream().anyMatch(id -> id != primaryId)) {
      reopen();
    }
  }

  private void reopen() {
    transactions.executeWithoutResult(_ -> {
      table.lock();
      if (table.findUnfinished().isEmpty()) {
        table.reopen(keyset.primaryId());
      }
    });
    wake.run();
  }

  private Left finish(int keyId) {
    var counts = rewrapping.count();
    if (counts.keySet().stream().anyMatch(id -> id != keyId)) {
      // Locked rows, or somebody who wrapped by the old key while the round went past.
      transactions.executeWithoutResult(_ -> rewrapping.beginRound(keyId));
      return Left.REMAINS;
    }
    transactions.executeWithoutResult(_ -> {
      table.lock();
      if (table.findUnfinished().filter(row -> row.getKeyId() == keyId).isPresent()) {
        changing(keyset::disableOthers);
        table.markRewrapped(keyId, clock.instant());
      } // else another server was faster, and the next rotation may have begun
    });
    return Left.NOTHING;
  }

  private void ensureInFile() {
    transactions.executeWithoutResult(_ -> {
      table.lock(); // so that of two servers one makes the key and the other reads it
      var unfinished = table.findUnfinished();
      if (unfinished.isPresent()) {
        int keyId = unfinished.get().getKeyId();
        changing(keyset::refresh);
        if (keyset.primaryId() != keyId) {
          if (unfinished.get().getPrimaryAt() != null && !keyset.ids().contains(keyId)) {
            throw new IllegalStateException(
                "the key file lost master key " + Integer.toUnsignedLong(keyId));
          }
          changing(() -> keyset.makePrimary(keyId));
        }
        table.markPrimary(keyId, clock.instant());
      }
    });
  }

  private void forgetDestroyed() {
    transactions.executeWithoutResult(_ -> {
      var destroyed = table.destroyed();
      if (keyset.ids().stream().anyMatch(destroyed::contains)) {
        table.lock();
        changing(() -> keyset.remove(destroyed));
      }
    });
  }

  private int newId() {
    Set<Integer> used =
        table.list().stream().map(MasterKeyRecord::getKeyId).collect(Collectors.toSet());
    while (true) {
      int id = RANDOM.nextInt();
      if (id != 0 && !used.contains(id) && !keyset.ids().contains(id)) {
        return id;
      }
    }
  }

  private KeyRotation rotation(MasterKeyRecord row) {
    return new KeyRotation(
        Integer.toUnsignedLong(row.getKeyId()),
        row.getMadeAt().toInstant(),
        Optional.ofNullable(row.getMadeBy()),
        table.progress(row.getKeyId()));
  }

  private static MasterKey masterKey(
      MasterKeyRecord row, int primaryId, Map<Integer, Long> counts) {
    return new MasterKey(
        Integer.toUnsignedLong(row.getKeyId()),
        stateOf(row, primaryId),
        row.getMadeAt().toInstant(),
        Optional.ofNullable(row.getMadeBy()),
        counts.getOrDefault(row.getKeyId(), 0L),
        instant(row.getRetiredAt()),
        destroyableAt(row),
        instant(row.getDestroyedAt()));
  }

  private static MasterKey.State stateOf(MasterKeyRecord row, int primaryId) {
    if (row.getDestroyedAt() != null) {
      return MasterKey.State.DESTROYED;
    }
    if (row.getRetiredAt() != null) {
      return MasterKey.State.RETIRED;
    }
    return row.getKeyId() == primaryId ? MasterKey.State.PRIMARY : MasterKey.State.REPLACED;
  }

  private static Optional<Instant> destroyableAt(MasterKeyRecord row) {
    return row.getDestroyedAt() != null
        ? Optional.empty()
        : instant(row.getRetiredAt()).map(at -> at.plus(KEPT_MIN));
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime at) {
    return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
  }

  private interface FileChange {
    void run() throws GeneralSecurityException;
  }

  private static void changing(FileChange change) {
    try {
      change.run();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the master keys cannot be used", e);
    }
  }
}
