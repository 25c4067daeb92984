package io.quanyu.sandbox.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The sandbox's time: that of another clock plus what it was moved by. Only moves forward. */
public final class MovableClock extends Clock {
  private final Clock base;
  private volatile Duration offset = Duration.ZERO;

  /** Starts at the time of {@code base}. */
  public MovableClock(Clock base) {
    this.base = base;
  }

  void setOffset(Duration offset) {
    this.offset = offset;
  }

  /** How far it runs before its base. */
  public Duration offset() {
    return offset;
  }

  /** The time of the world outside, which nobody moves. */
  public Instant baseInstant() {
    return base.instant();
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }
}
