package io.quanyu.core.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LifecycleRulesTests {

  private static final Instant AS_OF = Instant.parse("2026-11-22T00:00:00Z");
  private static final LifecycleRules RULES = LifecycleRules.STANDARD;

  @Test
  void stagesThoseWhoNeverBoughtByHowTheyAreKnown() {
    assertThat(RULES.stage(false, false, 0, null, AS_OF)).isEqualTo(LifecycleStage.STRANGER);
    assertThat(RULES.stage(true, false, 0, null, AS_OF)).isEqualTo(LifecycleStage.CONTACT);
    assertThat(RULES.stage(true, true, 0, null, AS_OF)).isEqualTo(LifecycleStage.MEMBER);
    assertThat(RULES.stage(false, true, 0, null, AS_OF)).isEqualTo(LifecycleStage.MEMBER);
  }

  @Test
  void stagesBuyersByOrdersAndTime() {
    assertThat(bought(1, 0)).isEqualTo(LifecycleStage.FIRST_PURCHASE);
    assertThat(bought(2, 0)).isEqualTo(LifecycleStage.REPEAT);
    assertThat(bought(3, 0)).isEqualTo(LifecycleStage.REPEAT);
    assertThat(bought(4, 0)).isEqualTo(LifecycleStage.LOYAL);
    assertThat(bought(4, 179)).isEqualTo(LifecycleStage.LOYAL);
    assertThat(bought(4, 180)).isEqualTo(LifecycleStage.SLEEPING);
    assertThat(bought(1, 364)).isEqualTo(LifecycleStage.SLEEPING);
    assertThat(bought(9, 365)).isEqualTo(LifecycleStage.LOST);
  }

  @Test
  void neverWakesABuyerByWaiting() {
    var random = new Random(20261122);
    for (int i = 0; i < 1_000; i++) {
      int orders = 1 + random.nextInt(8);
      int days = random.nextInt(500);
      var now = bought(orders, days);
      var later = bought(orders, days + random.nextInt(500));
      assertThat(rank(later))
          .as("%s orders, day %s", orders, days)
          .isGreaterThanOrEqualTo(rank(now));
    }
  }

  @Test
  void refusesThresholdsOutOfOrder() {
    assertThatThrownBy(() -> new LifecycleRules(4, Duration.ofDays(365), Duration.ofDays(365)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LifecycleRules(2, Duration.ofDays(1), Duration.ofDays(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LifecycleStage bought(long orders, int daysAgo) {
    return RULES.stage(true, true, orders, AS_OF.minus(Duration.ofDays(daysAgo)), AS_OF);
  }

  private static int rank(LifecycleStage stage) {
    return switch (stage) {
      case SLEEPING -> 1;
      case LOST -> 2;
      default -> 0;
    };
  }
}
