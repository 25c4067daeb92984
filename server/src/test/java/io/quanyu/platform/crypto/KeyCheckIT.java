package io.quanyu.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.platform.storage.StartupException;
import io.quanyu.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class KeyCheckIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @TempDir Path folder;

  @Test
  void onlyTheKeysOfTheDatabaseAreAccepted() throws Exception {
    var check = new KeyCheck(database.dsl(), Clock.systemUTC());
    var own = folder.resolve("own");
    var foreign = folder.resolve("foreign");
    Files.createDirectories(own);
    Files.createDirectories(foreign);
    Keys.openOrCreate(foreign, false);

    var first = check.open(own);
    var again = check.open(own);

    assertThat(again.keyedHashes().hash("a", "b")).isEqualTo(first.keyedHashes().hash("a", "b"));
    assertThatThrownBy(() -> check.open(foreign))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("not those of this database");
    assertThatThrownBy(() -> check.open(folder))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("are missing");
  }
}
