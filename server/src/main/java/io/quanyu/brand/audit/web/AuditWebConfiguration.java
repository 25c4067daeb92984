package io.quanyu.brand.audit.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.core.id.Uuid7;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class AuditWebConfiguration {

  @Bean
  WebMvcConfigurer auditOfRequests(
      ObjectProvider<AuditTrail> trail, Clock clock, ObjectProvider<MeterRegistry> metrics) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(
            new AuditInterceptor(
                trail.getObject(), new Uuid7(clock, new SecureRandom()), metrics.getObject()));
      }
    };
  }
}
