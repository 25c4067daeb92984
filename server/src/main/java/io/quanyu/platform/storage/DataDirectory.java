package io.quanyu.platform.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds all that this server keeps on disk, owned by one process at a time.
 *
 * <p>The owner holds an operating system lock on {@code run/lock}, which ends with the process
 * however it ends, so a crash never leaves a stale lock behind.
 */
public final class DataDirectory implements AutoCloseable {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path root;
  private final FileChannel lockFile;

  private DataDirectory(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Takes the folder for this process, creating it if it is missing.
   *
   * @throws StartupException if another server holds it or it cannot be written
   */
  public static DataDirectory take(Path folder) {
    var root = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
      var run = createPrivateFolder(root.resolve("run"));
      var channel =
          FileChannel.open(
              run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StartupException(
            "Another Quanyu server is already running on the data directory " + root + ".",
            "Use that server, stop it first, or give this one another folder with --data.");
      }
      return new DataDirectory(root, channel);
    } catch (IOException e) {
      throw new StartupException(
          "The data directory " + root + " cannot be written: " + e + ".",
          "Give a folder that this user may write with --data.",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process, as in a test that starts two servers
    }
  }

  /** The folder itself, absolute. */
  public Path root() {
    return root;
  }

  /** A sub-folder that only the server's user may read, created if missing. */
  public Path privateFolder(String name) {
    try {
      return createPrivateFolder(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path createPrivateFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (POSIX) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    return folder;
  }

  /**
   * Writes a file that only the server's user may read (mode 0600), durably and in one step: a
   * reader sees the old content or the new, also after a crash.
   */
  public static void writePrivate(Path file, byte[] content) {
    var temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.deleteIfExists(temporary);
      if (POSIX) {
        Files.createFile(
            temporary,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(temporary);
      }
      try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        var buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Makes a rename or a new name in {@code folder} durable; a no-op where folders have no sync. */
  public static void forceFolder(@Nullable Path folder) throws IOException {
    if (folder == null || !POSIX) {
      return;
    }
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Gives the folder back. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
