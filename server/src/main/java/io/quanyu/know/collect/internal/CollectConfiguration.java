package io.quanyu.know.collect.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.quanyu.brand.product.Products;
import io.quanyu.brand.store.Stores;
import io.quanyu.know.collect.internal.job.ChunkStep;
import io.quanyu.know.collect.internal.job.ImportSql;
import io.quanyu.know.collect.internal.job.ImportingChunk;
import io.quanyu.know.collect.internal.job.ImportingFile;
import io.quanyu.know.collect.internal.job.RunningImports;
import io.quanyu.know.collect.internal.job.StartingImport;
import io.quanyu.know.collect.internal.job.SummingImports;
import io.quanyu.know.collect.internal.upload.Uploads;
import io.quanyu.know.collect.spi.AccountsMoved;
import io.quanyu.know.collect.spi.CustomersTouched;
import io.quanyu.know.identity.AccountCustomers;
import io.quanyu.know.identity.ErasedCustomers;
import io.quanyu.know.identity.Identities;
import io.quanyu.know.metric.Metrics;
import io.quanyu.know.profile.Profiles;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.platform.crypto.WrappedKeys;
import io.quanyu.platform.eventlog.EventLog;
import io.quanyu.platform.job.RecurringJob;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the imports together. */
@Configuration(proxyBeanMethods = false)
class CollectConfiguration {

  /** How long each step of a chunk takes, as {@code quanyu.import.step}. */
  @Bean
  ChunkStep.Watch chunkStepTimes(MeterRegistry metrics) {
    return (step, nanos) ->
        metrics
            .timer("quanyu.import.step", "step", step.name().toLowerCase(Locale.ROOT))
            .record(nanos, TimeUnit.NANOSECONDS);
  }

  @Bean
  WrappedKeys wrappedKeysOfUploads() {
    return WrappedKeys.ofFiles("know_collect.upload", "file_key", "id", "'upload:' || id");
  }

  @Bean
  ImportingChunk importingChunk(
      PlatformTransactionManager transactionManager,
      ImportSql jobs,
      Identities identities,
      ErasedCustomers erasedCustomers,
      Profiles profiles,
      Purchases purchases,
      Metrics metrics,
      Products products,
      Stores stores,
      EventLog eventLog,
      List<CustomersTouched> followers,
      List<AccountsMoved> ofMoves,
      ChunkStep.Watch watch) {
    return new ImportingChunk(
        new TransactionTemplate(transactionManager),
        jobs,
        identities,
        erasedCustomers,
        profiles,
        purchases,
        metrics,
        products,
        stores,
        eventLog,
        followers,
        ofMoves,
        watch);
  }

  @Bean
  ImportingFile importingFile(
      ImportSql jobs,
      Uploads uploads,
      ImportingChunk importingChunk,
      AccountCustomers accountCustomers,
      PlatformTransactionManager transactionManager,
      ApplicationEventPublisher events,
      Clock clock,
      MeterRegistry metrics,
      @Value("${quanyu.collect.chunk-rows}") int chunkRows) {
    return new ImportingFile(
        jobs,
        uploads,
        importingChunk,
        accountCustomers,
        new TransactionTemplate(transactionManager),
        events,
        clock,
        metrics,
        chunkRows);
  }

  @Bean
  RunningImports runningImports(
      DataSource dataSource, ImportSql jobs, ImportingFile importingFile) {
    return new RunningImports(dataSource, jobs, importingFile);
  }

  @Bean
  StartingImport startingImport(
      ImportSql jobs, Uploads uploads, RunningImports runningImports, Clock clock) {
    return new StartingImport(jobs, uploads, runningImports, clock);
  }

  @Bean
  SummingImports summingImports(
      PlatformTransactionManager transactionManager,
      ImportSql jobs,
      AccountCustomers accountCustomers,
      Purchases purchases) {
    return new SummingImports(
        new TransactionTemplate(transactionManager), jobs, accountCustomers, purchases);
  }

  @Bean
  RecurringJob droppedUploads(Uploads uploads, ImportSql jobs) {
    return RecurringJob.daily(
        "collect-drop-uploads",
        LocalTime.of(3, 20),
        () -> uploads.dropUnused(jobs::isUploadWaiting));
  }
}
