package io.quanyu.core.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpreadTests {

  private static final QuietHours NIGHT =
      new QuietHours.Daily(LocalTime.of(21, 0), LocalTime.of(9, 0), ZoneId.of("Asia/Shanghai"));
  private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

  @Test
  void spreadsEvenly() {
    assertThat(Spread.times(4, NOON, Duration.ofMinutes(60), NIGHT))
        .containsExactly(
            NOON, NOON.plusSeconds(15 * 60), NOON.plusSeconds(30 * 60), NOON.plusSeconds(45 * 60));
  }

  @Test
  void sendsAtOnceWithoutASpan() {
    assertThat(Spread.times(3, NOON, Duration.ZERO, NIGHT)).containsExactly(NOON, NOON, NOON);
    assertThat(Spread.times(0, NOON, Duration.ZERO, NIGHT)).isEmpty();
  }

  @Test
  void waitsForTheMorning() {
    var night = Instant.parse("2026-11-23T15:00:00Z");
    var nine = Instant.parse("2026-11-24T01:00:00Z");

    assertThat(Spread.times(2, night, Duration.ofMinutes(2), NIGHT))
        .containsExactly(nine, nine.plusSeconds(60));
  }

  @Test
  void goesOnAfterTheNightAtTheSamePace() {
    var halfPastEight = Instant.parse("2026-11-23T12:30:00Z");

    assertThat(Spread.times(4, halfPastEight, Duration.ofMinutes(60), NIGHT))
        .isEqualTo(
            List.of(
                halfPastEight,
                halfPastEight.plusSeconds(15 * 60),
                Instant.parse("2026-11-24T01:00:00Z"),
                Instant.parse("2026-11-24T01:15:00Z")));
  }

  @Test
  void isNeverQuietAndNeverGoesBack() {
    for (int seed = 1; seed <= 200; seed++) {
      var random = new SplittableRandom(seed);
      var start = NOON.plusSeconds(random.nextInt(86_400));
      int calls = 1 + random.nextInt(500);
      var over = Duration.ofMinutes(random.nextInt(3_000));

      var times = Spread.times(calls, start, over, NIGHT);

      assertThat(times).as("seed %d", seed).hasSize(calls).isSorted();
      assertThat(times).as("seed %d", seed).allMatch(time -> NIGHT.endAfter(time).isEmpty());
      assertThat(times.getFirst()).isEqualTo(NIGHT.endAfter(start).orElse(start));
    }
  }
}
