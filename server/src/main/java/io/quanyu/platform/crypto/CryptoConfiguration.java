package io.quanyu.platform.crypto;

import io.quanyu.platform.job.RecurringJob;
import io.quanyu.platform.storage.DataDirectory;
import java.time.Clock;
import java.time.LocalTime;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class CryptoConfiguration {

  private final Semaphore begun = new Semaphore(0);

  @Bean
  Keys keys(DataDirectory data, DSLContext dsl, Clock clock) {
    return new KeyCheck(dsl, clock).open(data.privateFolder("keys"));
  }

  @Bean
  CustomerKeys customerKeys(Keys keys) {
    return keys.customerKeys();
  }

  @Bean
  FileKeys fileKeys(Keys keys) {
    return keys.fileKeys();
  }

  @Bean
  KeyedHashes keyedHashes(Keys keys) {
    return keys.keyedHashes();
  }

  @Bean
  RecordSeals recordSeals(Keys keys) {
    return keys.recordSeals();
  }

  @Bean
  WrappedKeys wrappedKeyOfCheck() {
    return KeyCheck.WRAPPED;
  }

  @Bean
  MasterKeys masterKeys(
      Keys keys,
      DSLContext dsl,
      DataSource dataSource,
      PlatformTransactionManager transactionManager,
      ObjectProvider<WrappedKeys> columns,
      Clock clock) {
    var transactions = new TransactionTemplate(transactionManager);
    return new MasterKeys(
        keys.master(),
        new MasterKeyTable(dsl),
        new RewrappingKeys(
            dataSource,
            transactions,
            keys.master(),
            columns.orderedStream().toList(),
            clock,
            RewrappingKeys.CHUNK),
        transactions,
        clock,
        begun::release);
  }

  @Bean
  KeepingKeysWrapped keepingKeysWrapped(MasterKeys keys) {
    return new KeepingKeysWrapped(keys::goOn, begun);
  }

  @Bean
  RecurringJob countingWrappedKeysJob(MasterKeys keys) {
    return RecurringJob.daily("wrapped-keys-count", LocalTime.of(4, 40), keys::count);
  }
}
