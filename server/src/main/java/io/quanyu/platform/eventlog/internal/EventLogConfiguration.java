package io.quanyu.platform.eventlog.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.quanyu.platform.database.BulkCopy;
import io.quanyu.platform.eventlog.ConsumerRunner;
import io.quanyu.platform.eventlog.StreamConsumer;
import io.quanyu.platform.job.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class EventLogConfiguration {

  @Bean
  LogPartitions logPartitions(
      DSLContext dsl, PlatformTransactionManager transactionManager, Clock clock) {
    var partitions = new LogPartitions(dsl, transactionManager, clock);
    partitions.ensureAhead();
    return partitions;
  }

  @Bean
  PostgresEventLog eventLog(
      DSLContext dsl, BulkCopy bulkCopy, LogPartitions partitions, Clock clock) {
    return new PostgresEventLog(dsl, bulkCopy, partitions, clock);
  }

  @Bean
  ConsumerRunner consumerRunner(
      PostgresEventLog log, ObjectProvider<StreamConsumer> consumers, MeterRegistry metrics) {
    var runner = new ConsumerRunner(log, consumers.orderedStream().toList(), metrics);
    log.onAppend(runner::wake);
    return runner;
  }

  @Bean
  RecurringJob logPartitionsJob(
      LogPartitions partitions, @Value("${quanyu.eventlog.window}") Duration window) {
    return RecurringJob.daily(
        "eventlog-partitions",
        LocalTime.of(0, 20),
        () -> {
          partitions.ensureAhead();
          partitions.dropExpired(window);
        });
  }
}
