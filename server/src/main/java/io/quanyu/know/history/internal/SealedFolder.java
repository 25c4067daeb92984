package io.quanyu.know.history.internal;

import io.quanyu.know.history.internal.SealedHistory.SealedFile;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.platform.storage.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The folder of sealed history: its list, and the files that the list names. */
final class SealedFolder {

  private static final Logger log = LoggerFactory.getLogger(SealedFolder.class);

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String SUFFIX = ".parquet";

  private final Path folder;
  private final Path list;

  SealedFolder(Path folder) {
    this.folder = folder;
    this.list = folder.resolve("sealed.json");
  }

  Path resolve(String path) {
    return folder.resolve(path);
  }

  /**
   * The current list.
   *
   * @throws StartupException if it cannot be understood or a file that it names is missing: history
   *     with a hole would answer, and wrongly
   */
  SealedHistory read() {
    if (!Files.exists(list)) {
      return SealedHistory.NONE;
    }
    SealedHistory sealed;
    try {
      sealed = MAPPER.readValue(Files.readAllBytes(list), SealedHistory.class);
    } catch (IOException | JacksonException e) {
      throw new StartupException(
          "The list of sealed history " + list + " cannot be read: " + e.getMessage() + ".",
          "Restore the folder from a backup.",
          e);
    }
    if (sealed.format() != SealedHistory.FORMAT) {
      throw new StartupException(
          "Sealed history in " + folder + " has format " + sealed.format() + ", unknown here.",
          "Use the version of Quanyu that wrote it, or a newer one.");
    }
    sealed.files().forEach(file -> require(file.path()));
    require(sealed.accountCustomers());
    return sealed;
  }

  private void require(@Nullable String path) {
    if (path != null && !Files.exists(resolve(path))) {
      throw new StartupException(
          "A file of sealed history is missing: " + resolve(path) + ".",
          "Restore it from a backup.");
    }
  }

  /** Replaces the list, durably. The files that it names are durable already. */
  void publish(SealedHistory sealed) {
    DataDirectory.writePrivate(list, MAPPER.writeValueAsBytes(sealed));
  }

  /** Deletes the files that the list does not name: left by a crash, or replaced. */
  void dropUnlisted(SealedHistory sealed) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    var listed = new HashSet<Path>();
    sealed.files().stream().map(SealedFile::path).map(this::resolve).forEach(listed::add);
    if (sealed.accountCustomers() != null) {
      listed.add(resolve(sealed.accountCustomers()));
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = file.getFileName().toString();
        if (!listed.contains(file) && (name.endsWith(SUFFIX) || name.endsWith(".draft"))) {
          log.info("{} belongs to no sealed history and is deleted", file);
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
