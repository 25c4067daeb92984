package io.quanyu.reach.sms.internal;

import io.quanyu.platform.crypto.WrappedKeys;
import io.quanyu.platform.job.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SmsConfiguration {

  /** A call that is older is open nowhere: the outbox gives up long before. */
  private static final Duration CALLS_KEPT = Duration.ofDays(365);

  /** Longer than a broadcast is spread; a later step of a journey may reach the family again. */
  private static final Duration ADDRESSES_KEPT = Duration.ofDays(30);

  private static final Duration PHONES_PAUSE = Duration.ofHours(1);

  @Bean
  WrappedKeys wrappedKeysOfSmsGateway() {
    return WrappedKeys.ofFiles(
        "reach_sms.gateway", "wrapped_key", "gateway_id", "'sms-gateway:' || gateway_id");
  }

  @Bean
  RecurringJob smsPhonesJob(PhoneHolders phones) {
    return RecurringJob.every("sms-phones", PHONES_PAUSE, phones::refreshIfUsed);
  }

  @Bean
  RecurringJob oldSmsCallbacksJob(ReceivingSmsCallback receiving) {
    return RecurringJob.daily("sms-old-callbacks", LocalTime.of(4, 0), receiving::deleteOld);
  }

  @Bean
  RecurringJob oldSmsCallsJob(BegunCalls calls, Clock clock) {
    return RecurringJob.daily(
        "sms-old-calls",
        LocalTime.of(4, 10),
        () -> {
          calls.deleteCallsBefore(clock.instant().minus(CALLS_KEPT));
          calls.deleteAddressesBefore(clock.instant().minus(ADDRESSES_KEPT));
        });
  }
}
