package io.quanyu.brand.audit.internal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.brand.audit.RateWatch;
import io.quanyu.core.id.Uuid7;
import io.quanyu.platform.crypto.RecordSeals;
import io.quanyu.platform.job.RecurringJob;
import io.quanyu.platform.storage.DataDirectory;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalTime;
import org.jooq.DSLContext;
import org.jooq.ExecuteListenerProvider;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  private static final int COMMIT_MAX_S = 20;

  @Bean
  EntryTable auditEntries(DSLContext dsl, RecordSeals seals) {
    return new EntryTable(dsl, seals);
  }

  @Bean
  AuditTrail auditTrail(
      EntryTable entries,
      PlatformTransactionManager transactionManager,
      JsonMapper mapper,
      Clock clock,
      Sealer sealer) {
    var transactions = new TransactionTemplate(transactionManager);
    transactions.setTimeout(COMMIT_MAX_S);
    return new AuditTrail(
        entries, transactions, mapper, new Uuid7(clock, new SecureRandom()), clock, sealer::wake);
  }

  @Bean
  static TransactionExecutionListener auditWithTransaction(ObjectProvider<AuditTrail> trail) {
    return new RecordWithTransaction(trail);
  }

  @Bean
  static ExecuteListenerProvider auditBeforeStatement(ObjectProvider<AuditTrail> trail) {
    return new DefaultExecuteListenerProvider(new RecordBeforeStatement(trail));
  }

  @Bean
  ChainHead.InFile auditChainHead(DataDirectory data) {
    return new ChainHead.InFile(data);
  }

  @Bean
  Sealer auditSealer(
      DSLContext dsl,
      RecordSeals seals,
      PlatformTransactionManager transactionManager,
      ChainHead.InFile head,
      Clock clock) {
    return new Sealer(
        new SealingBlocks(
            new ChainTable(dsl),
            seals,
            new TransactionTemplate(transactionManager),
            head,
            clock,
            SealingBlocks.ENTRIES_MAX));
  }

  @Bean
  VerifyingChain verifyingAuditChain(
      DSLContext dsl,
      RecordSeals seals,
      ChainHead.InFile head,
      PlatformTransactionManager transactionManager,
      JsonMapper mapper,
      Clock clock) {
    return new VerifyingChain(
        dsl,
        new ChainTable(dsl),
        seals,
        head,
        new TransactionTemplate(transactionManager),
        mapper,
        clock);
  }

  @Bean
  ListingEntries listingAuditEntries(
      DSLContext dsl, PlatformTransactionManager transactionManager) {
    var reading = new TransactionTemplate(transactionManager);
    reading.setReadOnly(true);
    return new ListingEntries(dsl, reading);
  }

  @Bean
  RateWatch rateWatch(DSLContext dsl, MeterRegistry metrics, Clock clock) {
    return new RateWatch(dsl, new Uuid7(clock, new SecureRandom()), metrics, clock);
  }

  @Bean
  RecurringJob auditVerificationJob(VerifyingChain verifying) {
    return RecurringJob.daily("audit-verification", LocalTime.of(4, 10), verifying::verify);
  }

  @Bean
  MeterBinder auditMeters(VerifyingChain verifying) {
    return registry ->
        Gauge.builder("quanyu.audit.breaches", verifying, VerifyingChain::breachCount)
            .description("what the last check of the audit trail found that we did not write so")
            .register(registry);
  }
}
