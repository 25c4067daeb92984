package io.quanyu.reach.wecom.internal;

import io.quanyu.platform.job.RecurringJob;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WecomConfiguration {

  @Bean
  RecurringJob oldWecomCallbacksJob(ReceivingCallback receiving) {
    return RecurringJob.daily("wecom-old-callbacks", LocalTime.of(3, 50), receiving::deleteOld);
  }
}
