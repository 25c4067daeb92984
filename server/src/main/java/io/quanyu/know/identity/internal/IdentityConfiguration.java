package io.quanyu.know.identity.internal;

import io.quanyu.core.id.Uuid7;
import io.quanyu.core.identity.ResolutionPolicy;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

  @Bean
  Uuid7 customerIds(Clock clock) {
    return new Uuid7(clock, new SecureRandom());
  }

  @Bean
  ResolutionPolicy resolutionPolicy(
      @Value("${quanyu.identity.names-per-identifier-max:4}") int names,
      @Value("${quanyu.identity.accounts-per-identifier-max:64}") int accounts) {
    return new ResolutionPolicy(names, accounts);
  }
}
