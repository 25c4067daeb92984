package io.quanyu.reach.message.internal;

import io.quanyu.reach.channel.Channel;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class MessageConfiguration {

  @Bean
  DrainingOutbox drainingOutbox(
      ObjectProvider<Channel> channels,
      PlatformTransactionManager transactionManager,
      SendingSql sql,
      Clock clock) {
    return new DrainingOutbox(
        channels.orderedStream().toList(), new TransactionTemplate(transactionManager), sql, clock);
  }
}
