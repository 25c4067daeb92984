package io.quanyu.know.profile;

import io.quanyu.platform.database.NumberSets;
import java.time.LocalDate;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Customers by when they were born, as sets of customer numbers. */
@Service
public final class Birthdays {

  private final NumberSets sets;

  public Birthdays(NumberSets sets) {
    this.sets = sets;
  }

  /**
   * Customers who are known to be born after a day; a new set.
   *
   * @param day in 2012 or later: these are found by an index, some milliseconds for 100,000
   */
  public RoaringBitmap bornAfter(LocalDate day) {
    return sets.one(
        """
        select string_agg(int4send(customer_no), '') from know_profile.profile
        where birthday > date '2012-01-01' and birthday > ?::date group by customer_no >> 16
        """,
        day.toString());
  }
}
