package io.quanyu.reach.message.internal;

import io.quanyu.platform.job.RecurringJob;
import java.time.Clock;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class MessageConfiguration {

  @Bean
  DrainingOutbox drainingOutbox(
      Channels channels,
      PlatformTransactionManager transactionManager,
      SendingSql sending,
      FollowingSql following,
      KeepingDoor door,
      Clock clock) {
    return new DrainingOutbox(
        channels, new TransactionTemplate(transactionManager), sending, following, door, clock);
  }

  @Bean
  RecurringJob earlyReceiptsJob(RecordingReceipts receipts) {
    return RecurringJob.daily("message-early-receipts", LocalTime.of(3, 50), receipts::forgetEarly);
  }
}
