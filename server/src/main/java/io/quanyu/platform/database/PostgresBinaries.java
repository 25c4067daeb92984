package io.quanyu.platform.database;

import io.quanyu.platform.storage.StartupException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs of this platform, unpacked once from the class path. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /**
   * Unpacks initdb, pg_ctl and postgres if they are not there yet, and removes those of older
   * versions.
   *
   * @param folder holds one sub-folder a version
   * @return the folder that has {@code bin}, {@code lib} and {@code share}
   */
  static Path unpack(Path folder) {
    var archive = "postgres-%s-%s.txz".formatted(system(), architecture());
    var resource = PostgresBinaries.class.getResource("/" + archive);
    if (resource == null) {
      throw new StartupException(
          "This build has no PostgreSQL for this machine (" + archive + ").",
          "Build Quanyu on this machine, or name a PostgreSQL 18 with quanyu.database.url.");
    }
    try {
      var target = folder.resolve("postgres-" + checksumOf(resource));
      if (!Files.exists(target)) {
        Files.createDirectories(folder);
        var unpacking = Files.createTempDirectory(folder, "unpacking-");
        try (var stream = resource.openStream()) {
          unpack(stream, unpacking);
        }
        moveUnlessThere(unpacking, target);
        deleteAllBut(target, folder);
      }
      return target;
    } catch (FileSystemException e) {
      throw new StartupException(
          "PostgreSQL cannot be unpacked to " + folder + ": " + e.getMessage() + ".",
          "Free at least 300 MB there, or move the data directory with --data.",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String system() {
    var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("mac") ? "darwin" : name.replace(' ', '_');
  }

  private static String architecture() {
    var name = System.getProperty("os.arch");
    return switch (name) {
      case "amd64" -> "x86_64";
      case "aarch64" -> "arm_64";
      default -> name;
    };
  }

  /** The jar's own checksum of the archive: told without reading its 15 MB. */
  private static String checksumOf(URL resource) throws IOException {
    if (resource.openConnection() instanceof JarURLConnection jar) {
      return Long.toHexString(jar.getJarEntry().getCrc());
    }
    return "unpacked";
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("archive entry outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          if ((entry.getMode() & 0100) != 0) {
            var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(path, permissions);
          }
        }
      }
    }
  }

  /** Another process may unpack the same version at the same time: whoever is first wins. */
  private static void moveUnlessThere(Path unpacked, Path target) throws IOException {
    try {
      Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(target)) {
        throw e;
      }
      deleteTree(unpacked);
    }
  }

  private static void deleteAllBut(Path kept, Path folder) throws IOException {
    try (var versions = Files.newDirectoryStream(folder, "postgres-*")) {
      for (var version : versions) {
        if (!version.equals(kept)) {
          deleteTree(version);
        }
      }
    }
  }

  static void deleteTree(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
