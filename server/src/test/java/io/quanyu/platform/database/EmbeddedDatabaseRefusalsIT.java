package io.quanyu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.platform.storage.StartupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines on which PostgreSQL cannot start, and what the operator is told. */
class EmbeddedDatabaseRefusalsIT {

  private static final long ENOUGH = 256L << 20;

  @TempDir Path folder;

  /** A machine that is not this one. */
  private static final class OtherMachine extends EmbeddedDatabase.Machine {
    private final long freeBytes;
    private final boolean runsAsRoot;
    private final boolean allowsNamespaces;

    OtherMachine(long freeBytes, boolean runsAsRoot, boolean allowsNamespaces) {
      this.freeBytes = freeBytes;
      this.runsAsRoot = runsAsRoot;
      this.allowsNamespaces = allowsNamespaces;
    }

    @Override
    long freeBytes(Path folder) {
      return freeBytes;
    }

    @Override
    boolean runsUsAsRoot() {
      return runsAsRoot;
    }

    @Override
    boolean allowsUserNamespaces() {
      return allowsNamespaces;
    }
  }

  @Test
  void aFullDiskIsNamedWithWhatIsFreeAndWhatToDo() {
    assertThatThrownBy(() -> start(new OtherMachine(ENOUGH - 1, false, true)))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("The disk that holds " + folder)
        .hasMessageContaining("255 MB free")
        .extracting(e -> ((StartupException) e).action())
        .asString()
        .contains("256 MB", "--data");
    assertThat(folder).as("nothing was begun").isEmptyDirectory();
  }

  @Test
  void rootWithoutUserNamespacesIsToldThreeWaysOut() {
    assertThatThrownBy(() -> start(new OtherMachine(ENOUGH, true, false)))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("does not run as root")
        .extracting(e -> ((StartupException) e).action())
        .asString()
        .contains("ordinary user", "seccomp=unconfined", "quanyu.database.url");
    assertThat(folder).as("nothing was begun").isEmptyDirectory();
  }

  /** The next refusal tells that these were passed: the data is of another version. */
  @Test
  void justEnoughDiskAndOrdinaryUsersAndRootWithNamespacesPass() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/PG_VERSION"), "17\n");

    for (var machine :
        List.of(
            new OtherMachine(ENOUGH, false, false),
            new OtherMachine(ENOUGH, false, true),
            new OtherMachine(ENOUGH, true, true))) {
      assertThatThrownBy(() -> start(machine)).hasMessageContaining("written by PostgreSQL 17");
    }
  }

  @Test
  void thisMachineIsAskedForReal() throws IOException {
    var machine = new EmbeddedDatabase.Machine();

    assertThat(machine.freeBytes(folder))
        .isPositive()
        .isLessThanOrEqualTo(Files.getFileStore(folder).getTotalSpace());
    assertThat(machine.runsUsAsRoot()).isEqualTo("root".equals(System.getProperty("user.name")));
  }

  /**
   * The disk fills up while PostgreSQL writes: its own words become ours. Needs a disk of its own,
   * which only root can mount; without the right to, the test is skipped and says so.
   */
  @Test
  void aDiskThatFillsUpDuringTheStartIsNamedToo() throws Exception {
    var disk = Files.createDirectory(folder.resolve("disk"));
    var mounted = run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString());
    Assumptions.assumeTrue(mounted.isEmpty(), () -> "no small disk can be mounted: " + mounted);
    try {
      var postgres = disk.resolve("postgres");
      var blind = new OtherMachine(ENOUGH, false, true); // as if it became full just now

      assertThatThrownBy(
              () -> EmbeddedDatabase.start(postgres, binaries(), EmbeddedDatabase.VOLATILE, blind))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("The disk that holds " + postgres + " is full");
      assertThat(postgres.resolve("data")).as("no half-made cluster").doesNotExist();

      assertThatThrownBy(
              () -> EmbeddedDatabase.start(postgres, binaries(), EmbeddedDatabase.VOLATILE))
          .as("the real probe sees the small disk")
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("is full");
    } finally {
      assertThat(run("umount", disk.toString())).isEmpty();
    }
  }

  private void start(EmbeddedDatabase.Machine machine) {
    EmbeddedDatabase.start(folder, binaries(), EmbeddedDatabase.VOLATILE, machine).close();
  }

  private static Path binaries() {
    return Path.of(System.getProperty("java.io.tmpdir"), "quanyu-test-bin");
  }

  /** Why a command failed; empty if it did not. */
  private static String run(String... command) throws InterruptedException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : "it failed: " + said.strip();
    } catch (IOException e) {
      return "it cannot be run: " + e.getMessage();
    }
  }
}
