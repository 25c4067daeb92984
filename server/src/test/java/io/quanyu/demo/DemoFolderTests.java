package io.quanyu.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTests {

  /** Already the second of November in Shanghai. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T17:00:00Z"), ZoneOffset.UTC);

  @TempDir Path data;

  @Test
  void aSecondDemoReusesWhatIsThere() {
    DemoFolder.Demo first = ensure(500, null);
    DemoFolder.Demo again = ensure(null, null);

    assertThat(first.generated()).isTrue();
    assertThat(again.generated()).isFalse();
    assertThat(again.settings()).isEqualTo(first.settings());
    assertThat(again.files()).isEqualTo(first.files());
    assertThat(first.settings().asOf()).isEqualTo(LocalDate.of(2026, 11, 2));
  }

  @Test
  void anotherDemoInTheSameFolderIsRefused() {
    ensure(500, null);

    assertThatThrownBy(() -> ensure(501, null))
        .isInstanceOf(DemoFailure.class)
        .hasMessageContaining("--customers 500")
        .hasMessageContaining("--data");
    assertThatThrownBy(() -> ensure(500, 3L)).hasMessageContaining("--seed 1");
  }

  private DemoFolder.Demo ensure(@Nullable Integer customers, @Nullable Long seed) {
    DemoArguments arguments =
        new DemoArguments(URI.create("http://x"), Path.of("t"), data, customers, seed, null, true);
    return new DemoFolder(data).ensure(arguments, CLOCK, done -> {});
  }
}
