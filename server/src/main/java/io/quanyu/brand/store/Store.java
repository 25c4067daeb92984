package io.quanyu.brand.store;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A point of sale as the brand describes it. Null means "not said", and never removes what was said
 * before.
 *
 * @param storeCode the code that its orders carry
 * @param name shown to people
 * @param province where it stands
 * @param city where it stands
 * @param address where it stands
 * @param storeType as written by the brand, e.g. owned, franchised
 * @param openedOn first business day
 */
public record Store(
    String storeCode,
    @Nullable String name,
    @Nullable String province,
    @Nullable String city,
    @Nullable String address,
    @Nullable String storeType,
    @Nullable LocalDate openedOn) {

  public Store {
    if (storeCode.isBlank()) {
      throw new IllegalArgumentException("store code is blank");
    }
  }

  /** What both say together; where both say something, {@code later} counts. */
  Store and(Store later) {
    return new Store(
        storeCode,
        later.name != null ? later.name : name,
        later.province != null ? later.province : province,
        later.city != null ? later.city : city,
        later.address != null ? later.address : address,
        later.storeType != null ? later.storeType : storeType,
        later.openedOn != null ? later.openedOn : openedOn);
  }
}
