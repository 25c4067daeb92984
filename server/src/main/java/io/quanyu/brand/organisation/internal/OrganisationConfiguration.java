package io.quanyu.brand.organisation.internal;

import io.quanyu.platform.job.RecurringJob;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrganisationConfiguration {

  /** So that the first who asks in the morning need not wait for it. */
  @Bean
  RecurringJob todaysTreeJob(TodaysTree tree) {
    return RecurringJob.daily("organisation-todays-tree", LocalTime.MIDNIGHT, tree::ensure);
  }
}
