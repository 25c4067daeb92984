package io.quanyu.platform.web.spi;

import io.quanyu.platform.web.Caller;
import java.util.Optional;

/** Knows who a browser's session belongs to. Asked on every request, so it must be fast. */
public interface SessionSource {

  /**
   * @param token the secret from the session cookie, as the client sent it
   * @return empty if there is no such session any more
   */
  Optional<Caller> findCaller(String token);
}
