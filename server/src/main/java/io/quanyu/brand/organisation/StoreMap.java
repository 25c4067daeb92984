package io.quanyu.brand.organisation;

import java.util.List;

/**
 * The open stores on a map.
 *
 * @param stores those whose coordinates are known, by name
 * @param unplaced how many others are open
 */
public record StoreMap(List<StorePlace> stores, int unplaced) {

  public StoreMap {
    stores = List.copyOf(stores);
  }
}
