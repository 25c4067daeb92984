package io.quanyu.platform.crypto;

import io.quanyu.platform.storage.DataDirectory;
import java.time.Clock;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CryptoConfiguration {

  @Bean
  Keys keys(DataDirectory data, DSLContext dsl, Clock clock) {
    return new KeyCheck(dsl, clock).open(data.privateFolder("keys"));
  }

  @Bean
  CustomerKeys customerKeys(Keys keys) {
    return keys.customerKeys();
  }

  @Bean
  FileKeys fileKeys(Keys keys) {
    return keys.fileKeys();
  }

  @Bean
  KeyedHashes keyedHashes(Keys keys) {
    return keys.keyedHashes();
  }

  @Bean
  RecordSeals recordSeals(Keys keys) {
    return keys.recordSeals();
  }
}
