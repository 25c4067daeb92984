package io.quanyu.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * The folder of this JVM's databases and data directories. What runs and lies in the folders of
 * test JVMs that are gone, killed ones too, is stopped and deleted by the next one that starts.
 */
final class TestFolder {

  private static final String PREFIX = "quanyu-test-";

  private static final Path FOLDER = create();

  private TestFolder() {}

  static Path ofThisJvm() {
    return FOLDER;
  }

  private static Path create() {
    var temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      removeAbandoned(temporary);
      return Files.createDirectories(temporary.resolve(PREFIX + ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void removeAbandoned(Path temporary) throws IOException {
    try (var folders = Files.newDirectoryStream(temporary, PREFIX + "[0-9]*")) {
      for (var folder : folders) {
        var owner = Long.parseLong(folder.getFileName().toString().substring(PREFIX.length()));
        if (ProcessHandle.of(owner).isEmpty()) {
          stopPostgres(folder.resolve("postgres/data/postmaster.pid"));
          delete(folder);
        }
      }
    }
  }

  private static void stopPostgres(Path pidFile) throws IOException {
    if (Files.exists(pidFile)) {
      ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
          .filter(process -> process.info().command().orElse("").contains("postgres"))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static void delete(Path root) {
    try (var files = Files.walk(root)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // Another test JVM deletes it too, or postgres still writes: the next start tries again.
      System.err.println("left behind: " + root + ": " + e.getMessage());
    }
  }
}
