package io.quanyu.know.profile.internal;

import io.quanyu.platform.crypto.WrappedKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {

  @Bean
  WrappedKeys wrappedKeysOfCustomers() {
    return WrappedKeys.ofCustomers(
        "know_profile.customer_key", "wrapped_key", "customer_no", "customer_id");
  }
}
