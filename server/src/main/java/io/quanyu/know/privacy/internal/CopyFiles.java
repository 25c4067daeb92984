package io.quanyu.know.privacy.internal;

import io.quanyu.know.privacy.PrivacyProblem;
import io.quanyu.platform.crypto.FileKeys;
import io.quanyu.platform.crypto.WrappedKeys;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.platform.web.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Copies for persons: each a file sealed under a key of its own in {@code DATA/privacy}. At its
 * expiry the key goes, so copies of the file elsewhere, as in backups, end with it.
 */
@Component
class CopyFiles {

  private static final String NAME = "privacy-copy:";

  static final WrappedKeys WRAPPED =
      WrappedKeys.ofFiles(
          "know_privacy.copy", "wrapped_key", "request_id", "'" + NAME + "' || request_id");

  private static final byte[] PLACE = "copy".getBytes(StandardCharsets.UTF_8);

  private final JdbcClient jdbc;
  private final FileKeys keys;
  private final Path folder;
  private final Clock clock;
  private final Duration kept;

  /**
   * @param kept how long a copy can be handed out
   */
  CopyFiles(
      JdbcClient jdbc,
      FileKeys keys,
      DataDirectory data,
      Clock clock,
      @Value("${quanyu.privacy.copy-kept}") Duration kept) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.folder = data.privateFolder("privacy");
    this.clock = clock;
    this.kept = kept;
  }

  /** Keeps a copy, in the caller's transaction; a file without its row is written over. */
  void keep(UUID requestId, byte[] clear) {
    var key = keys.create(nameOf(requestId));
    DataDirectory.writePrivate(fileOf(requestId), key.seal(clear, PLACE));
    var now = clock.instant();
    jdbc.sql(
            """
            insert into know_privacy.copy
              (request_id, wrapped_key, size_bytes, sha256, made_at, expires_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .param(requestId)
        .param(key.wrapped())
        .param(clear.length)
        .param(sha256(clear))
        .param(Timestamp.from(now))
        .param(Timestamp.from(now.plus(kept)))
        .update();
  }

  /**
   * Opens a copy and counts that it was handed out.
   *
   * @throws ProblemException {@link PrivacyProblem#COPY_GONE}
   */
  byte[] open(UUID requestId) {
    var wrapped =
        jdbc.sql(
                """
                update know_privacy.copy set downloads = downloads + 1
                where request_id = ? and wrapped_key is not null and expires_at > ?
                returning wrapped_key
                """)
            .param(requestId)
            .param(Timestamp.from(clock.instant()))
            .query((row, _) -> row.getBytes(1))
            .optional()
            .orElseThrow(() ->
                new ProblemException(
                    PrivacyProblem.COPY_GONE, "Copies expire; make another request."));
    try {
      return keys.unwrap(nameOf(requestId), wrapped)
          .open(Files.readAllBytes(fileOf(requestId)), PLACE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Destroys the keys of copies whose time is over, then their files. */
  void expire() {
    jdbc.sql(
            """
            update know_privacy.copy set wrapped_key = null
            where wrapped_key is not null and expires_at <= ?
            """)
        .param(Timestamp.from(clock.instant()))
        .update();
    jdbc.sql(
            """
            select request_id from know_privacy.copy
            where wrapped_key is null and made_at > ?
            """)
        .param(Timestamp.from(clock.instant().minus(kept.multipliedBy(4))))
        .query((row, _) -> row.getObject(1, UUID.class))
        .list()
        .forEach(this::delete);
  }

  /** Destroys the keys of a person's copies, in the caller's transaction, and their files. */
  void destroyOf(UUID customerId) {
    jdbc.sql(
            """
            update know_privacy.copy c set wrapped_key = null, expires_at = least(expires_at, ?)
            from know_privacy.request r
            where r.request_id = c.request_id and r.customer_id = ? and c.wrapped_key is not null
            returning c.request_id
            """)
        .param(Timestamp.from(clock.instant()))
        .param(customerId)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list()
        .forEach(this::delete);
  }

  private void delete(UUID requestId) {
    try {
      Files.deleteIfExists(fileOf(requestId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path fileOf(UUID requestId) {
    return folder.resolve(requestId + ".sealed");
  }

  private static String nameOf(UUID requestId) {
    return NAME + requestId;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
