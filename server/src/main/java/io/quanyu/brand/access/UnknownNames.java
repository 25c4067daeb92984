package io.quanyu.brand.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Locks names that nobody has as if somebody had them: else five guesses would tell whether
 * somebody has a name. Kept in memory, for it protects nothing but that.
 */
final class UnknownNames {

  private static final int NAMES_MAX = 100_000;
  private static final Duration KEPT = Duration.ofDays(1);

  private final Cache<String, Guesses> guesses =
      Caffeine.newBuilder().maximumSize(NAMES_MAX).expireAfterWrite(KEPT).build();
  private final Clock clock;

  UnknownNames(Clock clock) {
    this.clock = clock;
  }

  private record Guesses(int failures, Instant lockedUntil) {
    static final Guesses NONE = new Guesses(0, Instant.MIN);
  }

  /**
   * Counts a guess.
   *
   * @return until when the name is locked; empty if it may be tried
   */
  Optional<Instant> countAttempt(String username, int allowed, Duration lock) {
    var now = clock.instant();
    var before = Optional.ofNullable(guesses.getIfPresent(username)).orElse(Guesses.NONE);
    if (now.isBefore(before.lockedUntil())) {
      return Optional.of(before.lockedUntil());
    }
    var _ =
        guesses
            .asMap()
            .merge(
                username,
                new Guesses(1, Instant.MIN),
                (counted, _) ->
                    counted.failures() + 1 >= allowed
                        ? new Guesses(0, now.plus(lock))
                        : new Guesses(counted.failures() + 1, Instant.MIN));
    return Optional.empty();
  }
}
