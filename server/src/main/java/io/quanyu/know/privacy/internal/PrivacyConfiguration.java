package io.quanyu.know.privacy.internal;

import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.know.identity.ErasedCustomers;
import io.quanyu.platform.crypto.WrappedKeys;
import io.quanyu.platform.job.RecurringJob;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {

  private static final Duration EXPIRY_PAUSE = Duration.ofHours(1);

  @Bean
  WrappedKeys wrappedKeysOfCopies() {
    return CopyFiles.WRAPPED;
  }

  @Bean
  ErasingPerson erasingPerson(
      PlatformTransactionManager transactions,
      RequestSql requests,
      ErasureSteps steps,
      ErasedCustomers customers,
      List<PersonalDataHolder> holders,
      AuditTrail audit,
      Clock clock) {
    return new ErasingPerson(
        new TransactionTemplate(transactions),
        requests,
        steps,
        customers,
        holders,
        audit,
        clock,
        _ -> {});
  }

  @Bean
  MakingCopy makingCopy(
      PlatformTransactionManager transactions,
      RequestSql requests,
      CopyFiles files,
      ErasedCustomers customers,
      List<PersonalDataHolder> holders,
      JsonMapper mapper,
      Clock clock) {
    return new MakingCopy(
        new TransactionTemplate(transactions), requests, files, customers, holders, mapper, clock);
  }

  @Bean
  RunningRequests runningRequests(RequestSql requests, ErasingPerson erasing, MakingCopy copying) {
    return new RunningRequests(requests, erasing, copying);
  }

  @Bean
  RecurringJob privacyRequestsJob(
      RunningRequests running, @Value("${quanyu.privacy.pause}") Duration pause) {
    return RecurringJob.every("privacy-requests", pause, running::run);
  }

  @Bean
  RecurringJob expiredCopiesJob(CopyFiles files) {
    return RecurringJob.every("privacy-expired-copies", EXPIRY_PAUSE, files::expire);
  }
}
