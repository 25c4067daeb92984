package io.quanyu.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.demo.generator.GeneratedFiles.ExportFile;
import io.quanyu.demo.generator.GeneratorSettings;
import io.quanyu.demo.generator.WritingWatch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void filesAreHandedOnInTheOrderOfImportWrittenNowOrFound() {
    List<ExportFile> written = new ArrayList<>();
    List<ExportFile> found = new ArrayList<>();
    DemoFolder.Demo demo = ensure(500, null, CLOCK, handingOnTo(written));
    ensure(500, null, CLOCK, handingOnTo(found));

    assertThat(written).isEqualTo(demo.files().files()).isEqualTo(found);
  }

  @Test
  void aRunThatWasCutOffIsMadeUpForWithItsOwnSettings() {
    WritingWatch cut =
        done -> {
          throw new DemoFailure("cut off");
        };
    assertThatThrownBy(() -> ensure(500, 7L, CLOCK, cut)).hasMessage("cut off");
    Clock nextDay = Clock.offset(CLOCK, Duration.ofDays(1));

    DemoFolder.Demo demo = ensure(null, null, nextDay, done -> {});

    assertThat(demo.generated()).isTrue();
    assertThat(demo.settings()).isEqualTo(GeneratorSettings.of(500, 7, LocalDate.of(2026, 11, 2)));
  }

  @Test
  void whatARunThatWasCutOffMayHaveImportedStaysAlone() {
    WritingWatch cut =
        done -> {
          throw new DemoFailure("cut off");
        };
    assertThatThrownBy(() -> ensure(500, null, CLOCK, cut)).hasMessage("cut off");

    assertThatThrownBy(() -> ensure(600, null)).hasMessageContaining("--customers 500");
  }

  private static WritingWatch handingOnTo(List<ExportFile> files) {
    return new WritingWatch() {
      @Override
      public void progress(double done) {}

      @Override
      public void written(ExportFile file) {
        files.add(file);
      }
    };
  }

  private DemoFolder.Demo ensure(@Nullable Integer customers, @Nullable Long seed) {
    return ensure(customers, seed, CLOCK, done -> {});
  }

  private DemoFolder.Demo ensure(
      @Nullable Integer customers, @Nullable Long seed, Clock clock, WritingWatch watch) {
    return new DemoFolder(data)
        .ensure(
            new DemoArguments(
                1, data, URI.create("http://127.0.0.1:1"), customers, seed, null, true),
            clock,
            watch);
  }
}
