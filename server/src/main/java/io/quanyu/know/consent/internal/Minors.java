package io.quanyu.know.consent.internal;

import io.quanyu.core.consent.MinorRule;
import io.quanyu.know.profile.Birthdays;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Customers who are known to be under 14 today. */
@Component
public final class Minors {

  /** Birthdays of China begin at its midnight. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Birthdays birthdays;
  private final Clock clock;

  public Minors(Birthdays birthdays, Clock clock) {
    this.birthdays = birthdays;
    this.clock = clock;
  }

  /** A new set; of a thread that sees a part of the data those in it. */
  public RoaringBitmap today() {
    return birthdays.bornAfter(MinorRule.bornAfter(LocalDate.ofInstant(clock.instant(), ZONE)));
  }
}
