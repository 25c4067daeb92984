package io.quanyu.platform.crypto;

import io.quanyu.platform.storage.DataDirectory;
import java.nio.file.Files;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CryptoConfiguration {

  @Bean
  Keys keys(DataDirectory data) {
    var hasData = Files.exists(data.root().resolve("postgres"));
    return Keys.openOrCreate(data.privateFolder("keys"), hasData);
  }

  @Bean
  CustomerKeys customerKeys(Keys keys) {
    return keys.customerKeys();
  }

  @Bean
  KeyedHashes keyedHashes(Keys keys) {
    return keys.keyedHashes();
  }
}
