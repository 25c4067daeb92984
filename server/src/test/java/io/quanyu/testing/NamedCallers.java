package io.quanyu.testing;

import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.spi.CallerSource;
import io.quanyu.platform.web.spi.SessionSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Callers whom a test makes up: the token of a session is the name of its caller. For
 * {@code @Import} beside {@link ServerTest}.
 */
@TestConfiguration(proxyBeanMethods = false)
public class NamedCallers {

  /** Who there is, by name. Shared by the tests of a JVM, which run one after the other. */
  public static final Map<String, Caller> CALLERS = new ConcurrentHashMap<>();

  @Bean
  @Primary
  SessionSource namedInTheToken() {
    return token -> Optional.ofNullable(CALLERS.get(token));
  }

  @Bean
  @Primary
  CallerSource namedTheSame() {
    return name -> Optional.ofNullable(CALLERS.get(name));
  }
}
