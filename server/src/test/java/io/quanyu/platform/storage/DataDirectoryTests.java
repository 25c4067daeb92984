package io.quanyu.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTests {

  @TempDir Path folder;

  @Test
  void aSecondServerIsRefusedInWords() {
    try (var held = DataDirectory.take(folder)) {
      assertThatThrownBy(() -> DataDirectory.take(held.root()))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("already running on the data directory");
    }
  }

  @Test
  void aClosedDirectoryCanBeTakenAgain() {
    DataDirectory.take(folder).close();

    try (var again = DataDirectory.take(folder)) {
      assertThat(again.root()).isEqualTo(folder.toAbsolutePath());
    }
  }

  @Test
  void aFileInThePlaceOfTheFolderIsExplained() throws IOException {
    var file = Files.writeString(folder.resolve("data"), "");

    assertThatThrownBy(() -> DataDirectory.take(file))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void privateFilesReplaceTheOldContentAndAreReadableByTheirOwnerOnly() throws IOException {
    var file = folder.resolve("token");
    Files.writeString(file, "old");

    DataDirectory.writePrivate(file, "new".getBytes(StandardCharsets.UTF_8));

    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("token.tmp")).doesNotExist();
  }
}
