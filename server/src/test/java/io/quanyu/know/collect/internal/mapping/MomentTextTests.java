package io.quanyu.know.collect.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTextTests {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource({
    "2024-03-01T08:26:00Z,2024-03-01T08:26:00Z",
    "2024-03-01T08:26:00+08:00,2024-03-01T00:26:00Z",
    "2024-03-01 08:26:00.123 +0800,2024-03-01T00:26:00.123Z",
    "2024-03-01 08:26:00,2024-03-01T00:26:00Z",
    "2024/3/1 8:26,2024-03-01T00:26:00Z",
    "2024.3.1,2024-02-29T16:00:00Z",
    "2024年3月1日 8时26分05秒,2024-03-01T00:26:05Z",
    "2024年3月1日,2024-02-29T16:00:00Z",
    "20240301,2024-02-29T16:00:00Z",
    "20240301082600,2024-03-01T00:26:00Z",
    "1709252760,2024-03-01T00:26:00Z",
    "1709252760123,2024-03-01T00:26:00.123Z"
  })
  void readsFormsThatBeginWithTheYear(String text, Instant instant) {
    assertThat(new MomentText(SHANGHAI, null).instantOf(text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1/3/2024",
        "2024-02-30",
        "2024-13-01",
        "24-03-01",
        "2024-03-01T25:00",
        "2024-03-01 8",
        "2024-03",
        "0000-00-00",
        "2024-03-01T08:26:00+99:00",
        "2024-03-01x",
        "yesterday",
        "99999999",
        "12345",
        "2024-03-01T08:26:00.Z"
      })
  void refusesWhatIsNoMoment(String text) {
    assertThat(new MomentText(SHANGHAI, null).instantOf(text)).isNull();
  }

  @Test
  void refusesLocalTimesWithoutAZone() {
    var moments = new MomentText(null, null);

    assertThat(moments.instantOf("2024-03-01 08:26:00")).isNull();
    assertThat(moments.instantOf("2024-03-01 08:26:00Z")).isEqualTo("2024-03-01T08:26:00Z");
  }

  @Test
  void followsAPattern() {
    var moments = new MomentText(ZoneId.of("Europe/London"), "d/M/yyyy H:mm");

    assertThat(moments.instantOf("13/7/2011 9:05")).isEqualTo("2011-07-13T08:05:00Z");
    assertThat(moments.instantOf("30/2/2011 9:05")).isNull();
    assertThat(moments.instantOf("2011-07-13 09:05")).isNull();
    assertThat(moments.dateOf("13/7/2011 9:05")).isEqualTo(LocalDate.of(2011, 7, 13));
  }

  @Test
  void readsBackWhatWasPrintedInEveryForm() {
    var random = new Random(11);
    for (var pattern :
        List.of(
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy/M/d H:mm:ss",
            "yyyy年M月d日 H时m分s秒",
            "yyyyMMddHHmmss",
            "yyyy-MM-dd HH:mm:ssXXX")) {
      var printer = DateTimeFormatter.ofPattern(pattern).withZone(SHANGHAI);
      var moments = new MomentText(SHANGHAI, null);
      for (int i = 0; i < 1_000; i++) {
        // After 1992: the year in which China last changed its clocks.
        var instant = Instant.ofEpochSecond(725_846_400L + random.nextInt(1_200_000_000));

        assertThat(moments.instantOf(printer.format(instant))).isEqualTo(instant);
      }
    }
  }
}
