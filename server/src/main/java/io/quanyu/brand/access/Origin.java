package io.quanyu.brand.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/**
 * Where a sign-in comes from.
 *
 * @param address the IP address that the connection came from
 */
record Origin(String address, Device device) {

  static Origin of(HttpServletRequest request) {
    return new Origin(
        request.getRemoteAddr(), Device.of(request.getHeader(HttpHeaders.USER_AGENT)));
  }
}
