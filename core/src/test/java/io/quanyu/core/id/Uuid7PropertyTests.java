package io.quanyu.core.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class Uuid7PropertyTests {

  private final SplittableRandom random = new SplittableRandom(7);
  private long nowMs = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private final InstantSource source = () -> Instant.ofEpochMilli(nowMs);
  private final Uuid7 ids = new Uuid7(source.withZone(ZoneOffset.UTC), random);

  @Test
  void carriesVersionVariantAndTime() {
    UUID id = ids.next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(Uuid7.millisOf(id)).isEqualTo(nowMs);
  }

  @Test
  void growsWhateverTheClockDoes() {
    UUID last = ids.next();
    var seen = new HashSet<UUID>();
    for (int i = 0; i < 200_000; i++) {
      if (random.nextInt(1_000) == 0) {
        nowMs += random.nextInt(-5, 20);
      }
      UUID next = ids.next();
      assertThat(Long.compareUnsigned(next.getMostSignificantBits(), last.getMostSignificantBits()))
          .isPositive();
      assertThat(seen.add(next)).isTrue();
      last = next;
    }
  }

  @Test
  void takesTimeFromTheClockItIsGiven() {
    var fixed = Clock.fixed(Instant.EPOCH.plusMillis(42), ZoneOffset.UTC);

    assertThat(Uuid7.millisOf(new Uuid7(fixed, random).next())).isEqualTo(42);
  }
}
