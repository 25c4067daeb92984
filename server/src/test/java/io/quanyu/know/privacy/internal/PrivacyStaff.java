package io.quanyu.know.privacy.internal;

import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.spi.SessionSource;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Whoever a session names: a clerk, or the other one who approves. */
@TestConfiguration(proxyBeanMethods = false)
class PrivacyStaff {

  @Bean
  @Primary
  SessionSource named() {
    return token ->
        Optional.of(
            Caller.ofBrand(
                token,
                token,
                false,
                Set.of(
                    "customers.read",
                    "customers.reveal",
                    "consent.read",
                    "consent.manage",
                    "privacy.read",
                    "privacy.handle",
                    "privacy.approve")));
  }
}
