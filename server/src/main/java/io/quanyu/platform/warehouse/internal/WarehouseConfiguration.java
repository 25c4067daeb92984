package io.quanyu.platform.warehouse.internal;

import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.platform.warehouse.WarehouseLimits;
import java.time.Duration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WarehouseConfiguration {

  @Bean(destroyMethod = "close")
  DuckDbWarehouse warehouse(
      DataDirectory data,
      @Value("${quanyu.warehouse.memory}") String memory,
      @Value("${quanyu.warehouse.temporary-disk}") String temporaryDisk,
      @Value("${quanyu.warehouse.questions-max}") int questionsMax,
      @Value("${quanyu.warehouse.waiting-max}") int waitingMax,
      @Value("${quanyu.warehouse.timeout}") Duration timeout) {
    var limits =
        new WarehouseLimits(
            memory,
            temporaryDisk,
            Runtime.getRuntime().availableProcessors(),
            questionsMax,
            waitingMax,
            timeout);
    return new DuckDbWarehouse(data.privateFolder("warehouse"), limits);
  }

  /** It opens while the rest of the server is built; a server without it does not start. */
  @Bean
  SmartInitializingSingleton warehouseIsOpen(DuckDbWarehouse warehouse) {
    return warehouse::awaitOpen;
  }
}
