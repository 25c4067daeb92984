package io.quanyu.sandbox.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTests {
  @TempDir Path directory;

  @Test
  void givesBackWhatWasWritten() {
    write("one", "two");
    assertThat(replay()).containsExactly("one", "two");
  }

  /** Lines that begin, end and lie across the blocks in which the file is read. */
  @Test
  void givesBackLongLines() {
    String[] lines =
        IntStream.of(65_534, 1, 65_535, 65_536, 0, 200_000, 3)
            .mapToObj("x"::repeat)
            .toArray(String[]::new);
    write(lines);
    assertThat(replay()).containsExactly(lines);
  }

  /** Every length that a crash can leave of the last line. */
  @Test
  void cutsOffATornLastLineAndGoesOn() throws IOException {
    for (int kept = 1; kept <= "second".length(); kept++) {
      Files.writeString(file(), "first\n" + "second".substring(0, kept));
      assertThat(replay()).as("%d bytes kept", kept).containsExactly("first");
      write("third");
      assertThat(replay()).containsExactly("first", "third");
      Files.delete(file());
    }
  }

  /** A page of zeros or half a sector may come out with a line feed behind it. */
  @Test
  void cutsOffAnUnreadableLastLine() throws IOException {
    Files.writeString(file(), "first\nBROKEN\n");
    assertThat(replay()).containsExactly("first");
    assertThat(Files.readString(file())).isEqualTo("first\n");
  }

  @Test
  void refusesDamageInTheMiddle() throws IOException {
    Files.writeString(file(), "first\nBROKEN\nthird\n");
    assertThatThrownBy(this::replay)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("line 2");
    assertThat(Files.readString(file())).isEqualTo("first\nBROKEN\nthird\n");
  }

  @Test
  void writesManyLinesAtOnceWhateverTheirLength() {
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      lines.add(Integer.toString(i).repeat(5_000).getBytes(StandardCharsets.UTF_8));
    }
    try (Journal journal = Journal.open(file(), _ -> {})) {
      journal.awaitDurable(journal.append(lines));
    }
    assertThat(replay()).hasSize(300).startsWith("0".repeat(5_000)).endsWith("299".repeat(5_000));
  }

  @Test
  void hasOneOwner() {
    try (Journal _ = Journal.open(file(), _ -> {})) {
      assertThatThrownBy(() -> Journal.open(file(), _ -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("has the journal");
    }
  }

  @Test
  void isDurableUpToTheEnd() {
    try (Journal journal = Journal.open(file(), _ -> {})) {
      long first = journal.append(List.of("a".getBytes(StandardCharsets.UTF_8)));
      long second = journal.append(List.of("b".getBytes(StandardCharsets.UTF_8)));
      assertThat(first).isLessThan(second);
      journal.awaitDurable(second);
      journal.awaitDurable(first);
      assertThat(journal.end()).isEqualTo(second);
    }
  }

  private Path file() {
    return directory.resolve("journal.jsonl");
  }

  private void write(String... lines) {
    try (Journal journal = Journal.open(file(), _ -> {})) {
      for (String line : lines) {
        journal.awaitDurable(journal.append(List.of(line.getBytes(StandardCharsets.UTF_8))));
      }
    }
  }

  private List<String> replay() {
    List<String> lines = new ArrayList<>();
    try (Journal _ =
        Journal.open(
            file(),
            bytes -> {
              String line = new String(bytes, StandardCharsets.UTF_8);
              if (line.equals("BROKEN")) {
                throw new IllegalArgumentException(line);
              }
              lines.add(line);
            })) {
      return lines;
    }
  }
}
