package io.quanyu.platform.outgoing;

import java.io.Serial;
import java.net.UnknownHostException;

/**
 * The host has an address that the server may not ask; nothing was sent. The message names the host
 * only: which addresses it has in our network is nobody's business.
 */
public final class ForbiddenAddressException extends UnknownHostException {
  @Serial private static final long serialVersionUID = 1L;

  ForbiddenAddressException(String host) {
    super(host + " has an address that may not be asked");
  }
}
