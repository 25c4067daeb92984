package io.quanyu.brand.access.spi;

import java.net.URI;
import java.util.Optional;

/**
 * Says which member of the company's messenger sits at a browser, by OAuth 2.0's authorization
 * code. Guides have the messenger on their phones and no password here.
 */
public interface MemberSignIn {

  /** Whether it is set up. */
  boolean isOn();

  /**
   * Where the browser goes to be asked.
   *
   * @param callback our address to which the messenger sends the browser back with {@code code} and
   *     {@code state}
   * @param isInside whether this browser is the messenger's own, which knows its member already;
   *     others show a QR code
   */
  URI authorizeUrl(URI callback, String state, boolean isInside);

  /**
   * Who gave this code; it is good once.
   *
   * @return the member's user id; empty if the code is of nobody who works here
   * @throws MemberSignInException if the messenger does not answer, or refuses the code
   */
  Optional<String> memberOf(String code) throws MemberSignInException;
}
