package io.quanyu.credit.binding;

import io.quanyu.platform.job.RecurringJob;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BindingConfiguration {

  @Bean
  RecurringJob bindingJob(BindingCustomers binding) {
    return RecurringJob.daily("binding-buyers-in-stores", LocalTime.of(4, 10), binding::bindAll);
  }
}
