package io.quanyu.know.portrait.internal;

import io.quanyu.brand.audit.RateLimits;
import io.quanyu.brand.audit.RateWatch;
import io.quanyu.know.profile.Profiles;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class PortraitConfiguration {

  @Bean
  RevealingValues revealingValues(
      PortrayingCustomer customers,
      Profiles profiles,
      RateWatch watch,
      PlatformTransactionManager transactionManager,
      Clock clock,
      @Value("${quanyu.reveal.per-hour-max}") int perHourMax,
      @Value("${quanyu.reveal.per-day-max}") int perDayMax,
      @Value("${quanyu.reveal.burst-max}") int burstMax,
      @Value("${quanyu.reveal.unusual-factor}") int unusualFactor,
      @Value("${quanyu.reveal.unusual-min}") int unusualMin) {
    return new RevealingValues(
        customers,
        profiles,
        watch,
        new RateLimits(perHourMax, perDayMax, burstMax, unusualFactor, unusualMin),
        new TransactionTemplate(transactionManager),
        clock);
  }
}
