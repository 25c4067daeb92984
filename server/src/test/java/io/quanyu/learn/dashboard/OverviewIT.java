package io.quanyu.learn.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.know.collect.client.CommandLine;
import io.quanyu.know.tag.Tags;
import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import io.quanyu.testing.SetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every figure of the overview, over imported files, beside a recount of the files' rows. */
@ServerTest
@TestPropertySource(properties = {"quanyu.collect.chunk-rows=500", "quanyu.zone=Asia/Shanghai"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverviewIT {

  /** Weeks after the last sale: the period ends with the data. */
  private static final Instant LONG_AFTER = Instant.parse("2026-03-20T09:00:00Z");

  /** With sales still to come; 01:30 in Shanghai, the day before in UTC. */
  private static final Instant AMID = Instant.parse("2025-11-05T17:30:00Z");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Environment environment;
  private final DataDirectory data;
  private final Tags tags;
  private final SetClock clock;
  private final long seed = new Random().nextLong();
  private final TradingHistory history = new TradingHistory(seed);
  private final Recount recount = new Recount(history);

  OverviewIT(Environment environment, DataDirectory data, Tags tags, SetClock clock) {
    this.environment = environment;
    this.data = data;
    this.tags = tags;
    this.clock = clock;
  }

  @TestConfiguration
  static class Time {
    @Bean
    @Primary
    SetClock setClock() {
      return new SetClock(LONG_AFTER);
    }
  }

  @BeforeAll
  void importFiles(@TempDir Path folder) throws IOException {
    var commandLine = new CommandLine(environment, data);
    long lines = 0;
    for (var channel : List.of("tmall", "web")) {
      var file = write(folder, channel + ".csv", history.ordersCsv(channel));
      var result =
          commandLine.imports("orders", file, "--channel", channel, "--zone", "Asia/Shanghai");
      lines += result.path("accepted").asLong();
    }
    assertThat(lines).isEqualTo(history.lines.size());
    commandLine.imports(
        "customers", write(folder, "crm.csv", history.customersCsv()), "--channel", "crm");
    commandLine.imports("products", write(folder, "products.csv", history.productsCsv()));
    commandLine.imports("stores", write(folder, "stores.csv", history.storesCsv()));
  }

  private static String write(Path folder, String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  static Stream<Arguments> questions() {
    var questions = new ArrayList<Arguments>();
    for (var now : List.of(LONG_AFTER, AMID)) {
      for (int days : TradingHistory.PERIODS) {
        for (var currency : List.of("CNY", "USD", "JPY", "EUR", "")) {
          questions.add(Arguments.of(now, currency, days));
        }
      }
    }
    return questions.stream();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void everyFigureIsWhatTheRowsOfTheFilesSay(Instant now, String currency, int days) {
    var path = "/api/overview?days=" + days + (currency.isEmpty() ? "" : "&currency=" + currency);

    var answer = ask(now, path);

    // As text and back: the same numbers read from two texts are equal.
    var expected =
        JSON.readTree(
            JSON.writeValueAsString(
                recount.overview(now, currency.isEmpty() ? null : currency, days)));
    // One figure at a time: a difference names itself.
    expected
        .properties()
        .forEach(figure ->
            assertThat(answer.get(figure.getKey()))
                .as("%s, seed %d", figure.getKey(), seed)
                .isEqualTo(figure.getValue()));
    assertThat(answer.propertyNames()).hasSameElementsAs(expected.propertyNames());
  }

  /** Asks until the tags were computed as of {@code now}: imports have them computed as well. */
  private JsonNode ask(Instant now, String path) {
    clock.set(now);
    while (true) {
      tags.recompute(now);
      long version = tags.version();
      var answer = ServerClient.commandLine(environment).get(path);
      if (tags.version() == version && computedAt(version).equals(now)) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
      }
    }
  }

  private Instant computedAt(long version) {
    var tag = tags.list().getFirst().computedAt();
    assertThat(tag).as("tags of version %d", version).isNotNull();
    return tag == null ? Instant.MIN : tag;
  }
}
