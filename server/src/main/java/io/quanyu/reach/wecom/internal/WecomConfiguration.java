package io.quanyu.reach.wecom.internal;

import io.quanyu.know.collect.CollectedRecords;
import io.quanyu.know.identity.ErasedCustomers;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.platform.crypto.WrappedKeys;
import io.quanyu.platform.job.RecurringJob;
import io.quanyu.platform.outgoing.OutgoingHttp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class WecomConfiguration {

  /** Callbacks tell what changes at once; this finds what they missed. */
  private static final Duration SYNC_PAUSE = Duration.ofHours(1);

  /** Receipts are asked for over 30 days at most. */
  private static final Duration CALLS_KEPT = Duration.ofDays(60);

  @Bean
  WrappedKeys wrappedKeysOfWecomApp() {
    return WrappedKeys.ofFiles(
        "reach_wecom.app", "wrapped_key", "app_id", "'wecom-app:' || app_id");
  }

  @Bean
  RecurringJob oldWecomCallbacksJob(ReceivingCallback receiving) {
    return RecurringJob.daily("wecom-old-callbacks", LocalTime.of(3, 50), receiving::deleteOld);
  }

  @Bean
  RecurringJob oldWecomCallsJob(ContactSql sql, Clock clock) {
    return RecurringJob.daily(
        "wecom-old-calls",
        LocalTime.of(3, 55),
        () -> sql.deleteCallsBefore(clock.instant().minus(CALLS_KEPT)));
  }

  @Bean
  RecurringJob wecomContactsJob(SyncingContacts syncing) {
    return RecurringJob.every("wecom-contacts", SYNC_PAUSE, syncing::requestIfSetUp);
  }

  @Bean
  WecomClients wecomClients(
      WecomAppStore apps,
      OutgoingHttp outgoing,
      @Value("${quanyu.wecom.call-max}") Duration whole,
      @Value("${quanyu.wecom.shown-after}") Duration shownAfter,
      Clock clock) {
    return new WecomClients(apps::findFirst, outgoing, new WecomTimes(whole, shownAfter), clock);
  }

  @Bean
  KeepingContactBook keepingContactBook(
      WecomAppStore apps, ContactSql sql, KnownCustomers customers) {
    return new KeepingContactBook(apps, sql, customers);
  }

  @Bean
  SyncingContacts syncingContacts(
      WecomAppStore apps,
      WecomClients clients,
      ContactSql sql,
      ContactHashes hashes,
      CollectedRecords collected,
      ErasedCustomers erased,
      KeepingContactBook book,
      PlatformTransactionManager transactionManager,
      ApplicationEventPublisher events,
      Clock clock) {
    return new SyncingContacts(
        apps,
        clients,
        sql,
        hashes,
        collected,
        erased,
        book,
        new TransactionTemplate(transactionManager),
        events,
        clock);
  }

  @Bean
  KeepingContacts keepingContacts(DataSource dataSource, SyncingContacts syncing) {
    return new KeepingContacts(dataSource, syncing);
  }

  @Bean
  WecomChannel wecomChannel(
      WecomClients clients,
      KeepingContactBook books,
      ContactSql sql,
      ContactHashes hashes,
      Clock clock) {
    return new WecomChannel(clients, books, sql, hashes, clock);
  }
}
