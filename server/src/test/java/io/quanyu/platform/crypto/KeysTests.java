package io.quanyu.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.platform.storage.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTests {

  @TempDir Path folder;

  private static final UUID ALICE = new UUID(1, 1);
  private static final UUID BOB = new UUID(2, 2);

  @Test
  void hashesStayTheSameAfterARestart() {
    var before = Keys.openOrCreate(folder, false).keyedHashes().hash("phone", "+8613800001234");
    var after = Keys.openOrCreate(folder, true).keyedHashes().hash("phone", "+8613800001234");

    assertThat(after).isEqualTo(before);
  }

  @Test
  void hashesDifferByNamespaceValueAndKey() {
    var hashes = Keys.ephemeral().keyedHashes();

    assertThat(hashes.hash("ab", "c")).isNotEqualTo(hashes.hash("a", "bc"));
    assertThat(hashes.hash("phone", "1")).isNotEqualTo(hashes.hash("phone", "2"));
    assertThat(Keys.ephemeral().keyedHashes().hash("phone", "1"))
        .isNotEqualTo(hashes.hash("phone", "1"));
  }

  @Test
  void aNamespaceWithNulIsRefused() {
    var hashes = Keys.ephemeral().keyedHashes();

    assertThatThrownBy(() -> hashes.hash("a\0b", "c")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sealedValuesOpenAfterARestart() {
    var key = Keys.openOrCreate(folder, false).customerKeys().create(ALICE);
    var sealed = SealedValue.of(key.seal("王小明", "name").bytes());

    var reopened = Keys.openOrCreate(folder, true).customerKeys().unwrap(ALICE, key.wrapped());

    assertThat(reopened.open(sealed, "name")).isEqualTo("王小明");
  }

  @Test
  void sealingTwiceGivesDifferentBytes() {
    var key = Keys.ephemeral().customerKeys().create(ALICE);

    assertThat(key.seal("x", "name")).isNotEqualTo(key.seal("x", "name"));
    assertThat(key.seal("x", "name").bytes()).hasSize(1 + SealedValue.OVERHEAD_BYTES);
  }

  @Test
  void aSealedValueOpensOnlyInItsPlaceAndUnderItsKey() {
    var keys = Keys.ephemeral().customerKeys();
    var alice = keys.create(ALICE);
    var bob = keys.create(BOB);
    var sealed = alice.seal("13800001234", "phone");

    assertThatThrownBy(() -> alice.open(sealed, "name")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> bob.open(sealed, "phone")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCustomersKeyIsOfNoUseToAnother() {
    var keys = Keys.ephemeral().customerKeys();
    var wrapped = keys.create(ALICE).wrapped();

    assertThatThrownBy(() -> keys.unwrap(BOB, wrapped)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keyFilesAreReadableByTheirOwnerOnly() throws IOException {
    Keys.openOrCreate(folder, false);

    for (var name : new String[] {"master.json", "identifiers.json"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void missingKeysBesideDataAreNotMadeAnew() throws IOException {
    Keys.openOrCreate(folder, false);
    Files.delete(folder.resolve("identifiers.json"));

    assertThatThrownBy(() -> Keys.openOrCreate(folder, true))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("are missing");
    assertThat(folder.resolve("identifiers.json")).doesNotExist();
  }

  @Test
  void aDamagedKeyFileIsNamed() throws IOException {
    Keys.openOrCreate(folder, false);
    Files.writeString(folder.resolve("master.json"), "{");

    assertThatThrownBy(() -> Keys.openOrCreate(folder, true))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("master.json");
  }
}
