package io.quanyu.reach.broadcast.internal;

import io.quanyu.know.segment.Segments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BroadcastConfiguration {

  @Bean
  Membership membership(Segments segments) {
    return segments::members;
  }
}
