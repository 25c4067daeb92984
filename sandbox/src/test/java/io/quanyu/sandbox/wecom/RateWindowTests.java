package io.quanyu.sandbox.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.sandbox.wecom.RateLimits.Limits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateWindowTests {
  private static final Instant T0 = Instant.parse("2026-11-23T06:00:00Z");

  private final RateWindow window = new RateWindow(Duration.ofMinutes(1));

  @Test
  void takesTheLastAllowedAndRefusesTheNext() {
    assertThat(window.count(T0, 2)).isTrue();
    assertThat(window.count(T0.plusSeconds(59), 2)).isTrue();
    assertThat(window.count(T0.plusSeconds(59), 2)).isFalse();
  }

  @Test
  void blocksForOneWindowFromTheCallAboveTheLimit() {
    window.count(T0, 1);
    window.count(T0.plusSeconds(30), 1);
    assertThat(window.count(T0.plusSeconds(89), 1)).isFalse();
    assertThat(window.count(T0.plusSeconds(90), 1)).isTrue();
  }

  @Test
  void startsAnewWhenTheWindowHasPassed() {
    window.count(T0, 1);
    assertThat(window.count(T0.plusSeconds(60), 1)).isTrue();
  }

  /** The vendor's own numbers (facts 5.3). */
  @Test
  void countsTenThousandACorpAndMinute() {
    RateLimits limits = new RateLimits();
    for (int i = 0; i < 10_000; i++) {
      assertThat(limits.countCorp("ww1", "/a", T0)).isTrue();
    }
    assertThat(limits.countCorp("ww1", "/a", T0)).isFalse();
    assertThat(limits.countCorp("ww1", "/b", T0)).as("another API").isTrue();
    assertThat(limits.countCorp("ww2", "/a", T0)).as("another corp").isTrue();
    assertThat(limits.countCorp("ww1", "/a", T0.plusSeconds(60))).isTrue();
  }

  /** An address may call twice as often, whatever corps it calls for. */
  @Test
  void countsTwentyThousandAnAddressAndMinute() {
    RateLimits limits = new RateLimits();
    for (int i = 0; i < 20_000; i++) {
      assertThat(limits.countAddress("192.0.2.1", "/a", T0)).isTrue();
    }
    assertThat(limits.countAddress("192.0.2.1", "/a", T0)).isFalse();
    assertThat(limits.countAddress("192.0.2.2", "/a", T0)).isTrue();
    assertThat(limits.refusedByApi()).containsEntry("/a", 1L);
    assertThat(limits.callsByApi()).containsEntry("/a", 20_002L);
  }

  /** The vendor's hours (facts 5.3): too many calls to make here, so the numbers are compared. */
  @Test
  void theHoursAreTheVendors() {
    assertThat(RateLimits.CORP.perHour()).isEqualTo(150_000);
    assertThat(RateLimits.ADDRESS.perHour()).isEqualTo(600_000);
    assertThat(RateLimits.WRONG_SECRETS_PER_HOUR).isEqualTo(2_000);
  }

  @Test
  void theHourBlocksForAnHour() {
    RateLimits limits = new RateLimits();
    limits.setCorp(new Limits(10, 3));
    for (int i = 0; i < 3; i++) {
      assertThat(limits.countCorp("ww1", "/a", T0.plusSeconds(61L * i))).isTrue();
    }
    Instant fourth = T0.plusSeconds(200);
    assertThat(limits.countCorp("ww1", "/a", fourth)).isFalse();
    assertThat(limits.countCorp("ww1", "/a", fourth.plusSeconds(3599))).isFalse();
    assertThat(limits.countCorp("ww1", "/a", fourth.plusSeconds(3600))).isTrue();
  }
}
