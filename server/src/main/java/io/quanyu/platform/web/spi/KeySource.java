package io.quanyu.platform.web.spi;

import io.quanyu.platform.web.Caller;
import java.util.Optional;

/**
 * Knows for whom a machine calls. Asked on every request with a bearer token, so it must be fast.
 */
public interface KeySource {

  /**
   * @param bearer the bearer token, as the client sent it
   * @return empty if it is no key, or one that is not good any more
   */
  Optional<Caller> findCaller(String bearer);
}
