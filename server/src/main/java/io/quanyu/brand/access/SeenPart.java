package io.quanyu.brand.access;

import java.util.List;

/**
 * What somebody sees who does not see the whole brand's data.
 *
 * @param units names of units whose data, and that of all below them, she sees; sorted
 * @param isOwnCustomers whether she sees her own customers, wherever they belong
 */
record SeenPart(List<String> units, boolean isOwnCustomers) {

  SeenPart {
    units = List.copyOf(units);
  }
}
