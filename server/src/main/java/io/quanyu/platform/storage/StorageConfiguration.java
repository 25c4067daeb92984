package io.quanyu.platform.storage;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

  @Bean(destroyMethod = "close")
  DataDirectory dataDirectory(@Value("${quanyu.data}") Path folder) {
    return DataDirectory.take(folder);
  }
}
