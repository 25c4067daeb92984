package io.quanyu.know.history.internal;

import io.quanyu.know.history.History;
import io.quanyu.platform.eventlog.EventLog;
import io.quanyu.platform.job.RecurringJob;
import io.quanyu.platform.warehouse.Warehouse;
import java.time.Clock;
import java.time.LocalTime;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

  @Bean
  HistoryTables historyTables(Warehouse warehouse) {
    return new HistoryTables(warehouse);
  }

  @Bean
  LoadingHistory loadingHistory(HistoryTables tables, EventLog log) {
    return new LoadingHistory(tables, log);
  }

  /** After all beans are there and before any consumer runs; the warehouse opens meanwhile. */
  @Bean
  SmartInitializingSingleton historyIsOpen(LoadingHistory loading) {
    return loading::open;
  }

  @Bean
  History history(HistoryTables tables, LoadingHistory loading) {
    return new History(tables, loading);
  }

  @Bean
  RecurringJob sealHistory(HistoryTables tables, LoadingHistory loading, Clock clock) {
    var sealing = new SealingHistory(tables, loading, clock);
    return RecurringJob.daily("history-seal", LocalTime.of(3, 30), sealing::seal);
  }
}
