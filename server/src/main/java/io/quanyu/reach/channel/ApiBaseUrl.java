package io.quanyu.reach.channel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a vendor's API is asked for: https anywhere, because a brand may host the vendor's software
 * itself, or the own machine, where the sandbox runs. Never plain http to another machine.
 */
public final class ApiBaseUrl {
  private ApiBaseUrl() {}

  /** What is allowed, to be shown to whoever entered something else. */
  public static final String RULE =
      "must be https://host or https://host:port, without a path; http only for the own machine:"
          + " http://127.0.0.1:port";

  private static final int LENGTH_MAX = 200;

  // Literals only: a name that is looked up could mean another machine tomorrow.
  private static final Pattern OWN_MACHINE =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

  /** Without a trailing slash, in lower case; empty if it may not be asked. */
  public static Optional<String> normalised(String given) {
    if (given.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      var uri = new URI(given.strip()).parseServerAuthority();
      var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      var path = String.valueOf(uri.getRawPath());
      if (uri.getHost() == null
          || uri.getRawUserInfo() != null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null
          || !(path.isEmpty() || path.equals("/"))) {
        return Optional.empty();
      }
      var host = uri.getHost().toLowerCase(Locale.ROOT);
      boolean isAllowed =
          scheme.equals("https") || (scheme.equals("http") && OWN_MACHINE.matcher(host).matches());
      var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return isAllowed ? Optional.of(scheme + "://" + host + port) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
