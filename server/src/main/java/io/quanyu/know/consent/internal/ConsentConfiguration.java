package io.quanyu.know.consent.internal;

import io.quanyu.platform.job.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

  /** So that figures and estimates know soon who came to hold an address that withdrew. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  @Bean
  RecurringJob consentOfAddressesJob(BindingAddresses addresses) {
    return RecurringJob.every("consent-of-addresses", PAUSE, addresses::catchUpAll);
  }
}
