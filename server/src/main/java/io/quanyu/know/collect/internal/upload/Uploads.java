package io.quanyu.know.collect.internal.upload;

import static io.quanyu.know.collect.internal.db.Tables.UPLOAD;

import io.quanyu.know.collect.CollectProblem;
import io.quanyu.know.collect.internal.reading.DetectingLayout;
import io.quanyu.know.collect.internal.reading.FileBytes;
import io.quanyu.know.collect.internal.reading.FileLayout;
import io.quanyu.know.collect.internal.reading.UnreadableFileException;
import io.quanyu.platform.crypto.FileKey;
import io.quanyu.platform.crypto.FileKeys;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.platform.web.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps uploaded files until they are imported. The bytes lie in {@code DATA/uploads}, encrypted
 * under a key of their own: a customer file is nothing but personal data.
 */
@Component
public class Uploads {
  /** How long a file waits for its import. */
  public static final Duration UNUSED_KEPT = Duration.ofDays(7);

  private static final String WHOLE = ".sealed";
  private static final String PARTIAL = ".part";
  private static final int COPY_BYTES = 64 * 1024;

  private final DSLContext db;
  private final FileKeys keys;
  private final Path folder;
  private final Clock clock;
  private final JsonMapper mapper;
  private final long sizeMaxBytes;

  /**
   * @param sizeMax the largest file that is taken; bounds the disk that one request can fill
   */
  public Uploads(
      DSLContext db,
      FileKeys keys,
      DataDirectory data,
      Clock clock,
      JsonMapper mapper,
      @Value("${quanyu.collect.upload-max:${quanyu.web.upload-max}}") DataSize sizeMax) {
    this.db = db;
    this.keys = keys;
    this.folder = data.privateFolder("uploads");
    this.clock = clock;
    this.mapper = mapper;
    this.sizeMaxBytes = sizeMax.toBytes();
  }

  /**
   * Stores a file and looks at its form. The same content again is the same upload.
   *
   * @param fileName its name, for people only
   * @param content read to its end and not closed
   * @throws ProblemException if it is too large or nothing that we can read
   */
  public StoredUpload receive(String fileName, InputStream content) {
    var id = UUID.randomUUID();
    var key = keys.create(nameOf(id));
    var partial = folder.resolve(id + PARTIAL);
    try {
      var digest = sha256();
      long size = write(new DigestInputStream(content, digest), key, partial);
      var sha256 = digest.digest();
      var known = findBySha256(sha256);
      if (known.isPresent()) {
        var upload = known.get();
        if (!isKept(upload)) {
          // Imported and dropped before: sealed again under its first key, for its first rows.
          reseal(partial, key, upload);
        }
        return upload;
      }
      var layout = DetectingLayout.of(() -> open(partial, key));
      keep(partial, id);
      var upload = new StoredUpload(id, shortened(fileName), size, sha256, key, layout);
      insert(upload);
      return findBySha256(sha256).orElseThrow();
    } catch (UnreadableFileException e) {
      throw new ProblemException(CollectProblem.FILE_UNREADABLE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(partial);
    }
  }

  /** An upload by its id. */
  public Optional<StoredUpload> find(UUID id) {
    return db.selectFrom(UPLOAD).where(UPLOAD.ID.eq(id)).fetchOptional(this::uploadOf);
  }

  /**
   * An upload by its id.
   *
   * @throws ProblemException if there is none
   */
  public StoredUpload get(UUID id) {
    return find(id)
        .orElseThrow(() ->
            new ProblemException(
                CollectProblem.UPLOAD_NOT_FOUND, "Upload the file, then use the id you get."));
  }

  /** Whether the bytes are still there. */
  public boolean isKept(StoredUpload upload) {
    return Files.exists(fileOf(upload.id()));
  }

  /** The clear bytes of an upload. */
  public FileBytes bytesOf(StoredUpload upload) {
    return () -> open(fileOf(upload.id()), upload.key());
  }

  /** Drops the bytes: what is imported lives on as facts, profiles and quarantined rows. */
  public void drop(UUID id) {
    delete(fileOf(id));
  }

  /**
   * Drops what nobody has asked for in {@link #UNUSED_KEPT}: files that were looked at and never
   * imported, and halves of files whose upload was cut off.
   *
   * @param isWaiting whether an import still needs the upload
   */
  public void dropUnused(Predicate<UUID> isWaiting) {
    var oldest = clock.instant().minus(UNUSED_KEPT);
    try (var files = Files.newDirectoryStream(folder, "*.{sealed,part}")) {
      for (var file : files) {
        var name = file.getFileName().toString();
        boolean isWhole = name.endsWith(WHOLE);
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)
            && !(isWhole
                && isWaiting.test(
                    UUID.fromString(name.substring(0, name.length() - WHOLE.length()))))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Drops the bytes of every file that came before a moment and that no import needs.
   *
   * @param isWaiting whether an import still needs the upload
   * @return whether none is left of those that came before
   */
  public boolean dropReceivedBefore(Instant moment, Predicate<UUID> isWaiting) {
    var before =
        db.select(UPLOAD.ID)
            .from(UPLOAD)
            .where(UPLOAD.CREATED_AT.lt(moment.atOffset(ZoneOffset.UTC)))
            .fetchSet(UPLOAD.ID);
    boolean isNoneLeft = true;
    try (var files = Files.newDirectoryStream(folder, "*" + WHOLE)) {
      for (var file : files) {
        var name = file.getFileName().toString();
        var id = UUID.fromString(name.substring(0, name.length() - WHOLE.length()));
        if (!before.contains(id)) {
          continue;
        }
        if (isWaiting.test(id)) {
          isNoneLeft = false;
        } else {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return isNoneLeft;
  }

  /** A new key in place of an upload's: what was sealed under the old one can be read no more. */
  public FileKey renewKey(UUID id) {
    var key = keys.create(nameOf(id));
    db.update(UPLOAD).set(UPLOAD.FILE_KEY, key.wrapped()).where(UPLOAD.ID.eq(id)).execute();
    return key;
  }

  private long write(InputStream content, FileKey key, Path file) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long size;
      try (var out = key.sealing(new Unclosed(channel))) {
        size = copy(content, out);
      }
      channel.force(true);
      return size;
    }
  }

  private long copy(InputStream content, OutputStream out) throws IOException {
    long size = 0;
    var buffer = new byte[COPY_BYTES];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      size += read;
      if (size > sizeMaxBytes) {
        throw new ProblemException(
            CollectProblem.FILE_TOO_LARGE,
            "The largest file we take has %,d bytes; split it.".formatted(sizeMaxBytes));
      }
      out.write(buffer, 0, read);
    }
    return size;
  }

  private void reseal(Path partial, FileKey from, StoredUpload upload) throws IOException {
    var again = folder.resolve(UUID.randomUUID() + PARTIAL);
    try (var in = open(partial, from)) {
      write(in, upload.key(), again);
      keep(again, upload.id());
    } finally {
      delete(again);
    }
  }

  private void keep(Path partial, UUID id) throws IOException {
    Files.move(partial, fileOf(id), StandardCopyOption.ATOMIC_MOVE);
    DataDirectory.forceFolder(folder);
  }

  private void insert(StoredUpload upload) {
    int inserted =
        db.insertInto(UPLOAD)
            .set(UPLOAD.ID, upload.id())
            .set(UPLOAD.FILE_NAME, upload.fileName())
            .set(UPLOAD.SIZE_BYTES, upload.sizeBytes())
            .set(UPLOAD.SHA256, upload.sha256())
            .set(UPLOAD.FILE_KEY, upload.key().wrapped())
            .set(UPLOAD.LAYOUT, JSONB.valueOf(mapper.writeValueAsString(upload.layout())))
            .set(UPLOAD.CREATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
            .onConflict(UPLOAD.SHA256)
            .doNothing()
            .execute();
    if (inserted == 0) {
      drop(upload.id()); // somebody uploaded the same file at the same time
    }
  }

  private Optional<StoredUpload> findBySha256(byte[] sha256) {
    return db.selectFrom(UPLOAD).where(UPLOAD.SHA256.eq(sha256)).fetchOptional(this::uploadOf);
  }

  private StoredUpload uploadOf(Record row) {
    var id = row.get(UPLOAD.ID);
    return new StoredUpload(
        id,
        row.get(UPLOAD.FILE_NAME),
        row.get(UPLOAD.SIZE_BYTES),
        row.get(UPLOAD.SHA256),
        keys.unwrap(nameOf(id), row.get(UPLOAD.FILE_KEY)),
        mapper.readValue(row.get(UPLOAD.LAYOUT).data(), FileLayout.class));
  }

  private static InputStream open(Path file, FileKey key) throws IOException {
    var sealed = new BufferedInputStream(Files.newInputStream(file), COPY_BYTES);
    try {
      return key.opening(sealed);
    } catch (IOException e) {
      sealed.close();
      throw e;
    }
  }

  private Path fileOf(UUID id) {
    return folder.resolve(id + WHOLE);
  }

  private static String nameOf(UUID id) {
    return "upload:" + id;
  }

  /** Without folders (some browsers send them), and no longer than a screen shows. */
  private static String shortened(String fileName) {
    var name =
        fileName
            .substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
            .strip();
    return name.isEmpty() ? "file" : name.substring(0, Math.min(name.length(), 200));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Leaves the channel open, so that it can be forced to disk after the last byte. */
  private static final class Unclosed extends java.io.FilterOutputStream {
    Unclosed(FileChannel channel) {
      super(Channels.newOutputStream(channel));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
