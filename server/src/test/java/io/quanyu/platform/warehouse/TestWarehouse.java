package io.quanyu.platform.warehouse;

import io.quanyu.platform.warehouse.internal.DuckDbWarehouse;
import java.nio.file.Path;
import java.time.Duration;

/** Warehouses for tests, small ones. */
public final class TestWarehouse {

  private TestWarehouse() {}

  /** Opens the warehouse in a folder; close it. */
  public static DuckDbWarehouse open(Path folder) {
    return open(folder, Duration.ofSeconds(30), 4);
  }

  static DuckDbWarehouse open(Path folder, Duration timeout, int waitingMax) {
    return new DuckDbWarehouse(
        folder, new WarehouseLimits("256MB", "1GB", 2, 2, waitingMax, timeout));
  }
}
