package io.quanyu.platform.web.spi;

import io.quanyu.platform.web.Caller;
import java.util.Optional;

/**
 * Knows what a person may do at this moment, without a request of hers: for work that is done in
 * her name later.
 */
public interface CallerSource {

  /**
   * @param username as {@link Caller#username} had it when she asked
   * @return empty if there is nobody of that name who may sign in
   */
  Optional<Caller> findByName(String username);
}
