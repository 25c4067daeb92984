package io.quanyu.core.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.contact.QuietHours.Daily;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTests {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** 21:00 to 08:00 in China, which is 13:00 to 00:00 UTC. */
  private static final QuietHours NIGHT =
      new Daily(LocalTime.of(21, 0), LocalTime.of(8, 0), SHANGHAI);

  @Test
  void nightEndsInTheMorningOnBothSidesOfMidnight() {
    var morning = Instant.parse("2026-11-24T00:00:00Z");
    assertThat(NIGHT.endAfter(Instant.parse("2026-11-23T13:00:00Z"))).hasValue(morning);
    assertThat(NIGHT.endAfter(Instant.parse("2026-11-23T20:00:00Z"))).hasValue(morning);
    assertThat(NIGHT.endAfter(Instant.parse("2026-11-23T23:59:59.999Z"))).hasValue(morning);
  }

  @Test
  void dayIsNotQuietFromItsFirstToItsLastMoment() {
    assertThat(NIGHT.endAfter(Instant.parse("2026-11-24T00:00:00Z"))).isEmpty();
    assertThat(NIGHT.endAfter(Instant.parse("2026-11-23T12:59:59.999Z"))).isEmpty();
    assertThat(QuietHours.none().endAfter(Instant.EPOCH)).isEmpty();
  }

  @Test
  void anHourShownTwiceIsQuietTwice() {
    // Berlin 2026-10-25: 03:00 summer time becomes 02:00.
    var quiet = new Daily(LocalTime.of(1, 0), LocalTime.of(2, 30), BERLIN);
    var firstHalfPast = Instant.parse("2026-10-25T00:30:00Z");
    var putBack = Instant.parse("2026-10-25T01:00:00Z");
    var secondHalfPast = Instant.parse("2026-10-25T01:30:00Z");
    assertThat(quiet.endAfter(firstHalfPast.minusSeconds(1))).hasValue(firstHalfPast);
    assertThat(quiet.endAfter(firstHalfPast)).isEmpty();
    assertThat(quiet.endAfter(putBack)).hasValue(secondHalfPast);
  }

  @Test
  void anEndThatTheClockSkipsIsWhereItSkips() {
    // Berlin 2026-03-29: 02:00 becomes 03:00, so 02:30 does not exist.
    var quiet = new Daily(LocalTime.of(22, 0), LocalTime.of(2, 30), BERLIN);
    assertThat(quiet.endAfter(Instant.parse("2026-03-29T00:10:00Z")))
        .hasValue(Instant.parse("2026-03-29T01:00:00Z"));
  }

  /** Against a walk minute by minute, around changes of the clock. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Asia/Shanghai",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu"
      })
  void endIsTheFirstMomentThatIsNotQuiet(String zone) {
    var random = new SplittableRandom(zone.hashCode());
    Instant[] changes = {
      Instant.parse("2026-03-29T01:00:00Z"),
      Instant.parse("2026-10-25T01:00:00Z"),
      Instant.parse("2026-03-08T07:00:00Z"),
      Instant.parse("2026-11-01T06:00:00Z"),
      Instant.parse("2026-04-04T15:00:00Z"),
      Instant.parse("2026-10-03T15:30:00Z")
    };
    for (int round = 0; round < 300; round++) {
      var from = LocalTime.of(random.nextInt(24), random.nextInt(60));
      var until = from.plusMinutes(random.nextInt(1, 1_440));
      var quiet = new Daily(from, until, ZoneId.of(zone));
      var now =
          changes[random.nextInt(changes.length)].plus(
              Duration.ofMinutes(random.nextInt(-1_500, 1_500)));
      var walked = now;
      while (quiet.endAfter(walked).isPresent()) {
        walked = walked.plus(Duration.ofMinutes(1));
      }
      if (walked.equals(now)) {
        assertThat(quiet.endAfter(now)).isEmpty();
      } else {
        assertThat(quiet.endAfter(now)).as("%s at %s", quiet, now).hasValue(walked);
      }
    }
  }

  @Test
  void refusesAWindowWithoutLength() {
    assertThatThrownBy(() -> new Daily(LocalTime.NOON, LocalTime.NOON, SHANGHAI))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
