package io.quanyu.know.export.internal;

import io.quanyu.platform.crypto.FileKey;
import io.quanyu.platform.crypto.FileKeys;
import io.quanyu.platform.crypto.WrappedKeys;
import io.quanyu.platform.storage.DataDirectory;
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
import java.util.Set;
import java.util.UUID;

/**
 * The files, in {@code DATA/exports}. No byte reaches the disk unsealed, and the key reaches the
 * database only when the file is whole: what a crash leaves behind nobody can read.
 */
public final class ExportFiles {

  /** Writes rows. */
  @FunctionalInterface
  interface Writing {
    /**
     * @return whether the file is wanted
     */
    boolean to(OutputStream out) throws IOException;
  }

  private static final String NAME = "export:";

  static final WrappedKeys WRAPPED =
      WrappedKeys.ofFiles(
          "know_export.export", "file_key", "export_id", "'" + NAME + "' || export_id");

  private static final String WHOLE = ".sealed";
  private static final String PARTIAL = ".part";
  private static final int COPY_BYTES = 64 * 1024;

  private final FileKeys keys;
  private final Path folder;

  public ExportFiles(FileKeys keys, DataDirectory data) {
    this.keys = keys;
    this.folder = data.privateFolder("exports");
  }

  FileKey newKey(UUID id) {
    return keys.create(nameOf(id));
  }

  /** Writes a file under a name that nobody opens, and gives it its own when it is durable. */
  boolean write(UUID id, FileKey key, Writing writing) throws IOException {
    var partial = folder.resolve(id + PARTIAL);
    Files.deleteIfExists(partial); // of a server that crashed
    try (var channel =
        FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      try (var out = key.sealing(new Unclosed(channel))) {
        if (!writing.to(out)) {
          return false;
        }
      }
      channel.force(true);
      Files.move(
          partial, fileOf(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      DataDirectory.forceFolder(folder);
      return true;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** The clear bytes of a file. */
  InputStream open(UUID id, byte[] wrappedKey) throws IOException {
    var sealed = new BufferedInputStream(Files.newInputStream(fileOf(id)), COPY_BYTES);
    try {
      return keys.unwrap(nameOf(id), wrappedKey).opening(sealed);
    } catch (IOException | RuntimeException e) {
      sealed.close();
      throw e;
    }
  }

  void delete(UUID id) {
    try {
      Files.deleteIfExists(fileOf(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes every file, whole or not, but those of some exports. */
  void deleteOthers(Set<UUID> kept) {
    try (var files = Files.newDirectoryStream(folder, "*.{sealed,part}")) {
      for (var file : files) {
        var name = file.getFileName().toString();
        if (!kept.contains(UUID.fromString(name.substring(0, name.lastIndexOf('.'))))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path fileOf(UUID id) {
    return folder.resolve(id + WHOLE);
  }

  private static String nameOf(UUID id) {
    return NAME + id;
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
