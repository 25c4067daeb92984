package io.quanyu.platform.database;

import java.util.Comparator;
import java.util.UUID;

/** How PostgreSQL orders UUIDs; Java's own order takes the halves as signed numbers. */
public final class UuidOrder {

  /** The order of an index: keys sorted by it are looked up from left to right. */
  public static final Comparator<UUID> POSTGRESQL =
      (one, other) -> {
        int high =
            Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0
            ? high
            : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
      };

  private UuidOrder() {}
}
