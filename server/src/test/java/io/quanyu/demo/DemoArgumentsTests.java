package io.quanyu.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoArgumentsTests {

  private static final List<String> SERVER =
      List.of("--server-pid", "4711", "--data", "data", "--sandbox", "http://127.0.0.1:9100");

  @Test
  void whatIsNotSaidStaysOpen() {
    assertThat(DemoArguments.of(SERVER))
        .isEqualTo(
            new DemoArguments(
                4711,
                Path.of("data"),
                URI.create("http://127.0.0.1:9100"),
                null,
                null,
                null,
                false));
  }

  @Test
  void everythingCanBeSaid() {
    DemoArguments arguments =
        with("--customers", "20_000", "--seed", "-7", "--as-of", "2026-11-01", "--once");

    assertThat(arguments.customers()).isEqualTo(20_000);
    assertThat(arguments.seed()).isEqualTo(-7);
    assertThat(arguments.asOf()).isEqualTo(LocalDate.of(2026, 11, 1));
    assertThat(arguments.once()).isTrue();
  }

  @Test
  void mistakesAreAnsweredWithASentence() {
    assertThatThrownBy(() -> with("--customer", "5"))
        .hasMessageContaining("does not know --customer");
    assertThatThrownBy(() -> with("--customers")).hasMessageContaining("needs a value");
    assertThatThrownBy(() -> with("--customers", "0")).hasMessageContaining("1 to 20000000");
    assertThatThrownBy(() -> with("--customers", "many")).hasMessageContaining("whole number");
    assertThatThrownBy(() -> with("--as-of", "yesterday")).hasMessageContaining("a day such as");
    assertThatThrownBy(() -> with("--as-of", "1980-01-01")).hasMessageContaining("2015-01-01");
    assertThatThrownBy(() -> DemoArguments.of(List.of("--once")))
        .hasMessageContaining("./quanyu demo");
  }

  private static DemoArguments with(String... more) {
    List<String> arguments = new ArrayList<>(SERVER);
    arguments.addAll(List.of(more));
    return DemoArguments.of(arguments);
  }
}
