package io.quanyu.brand.access;

import java.net.URI;

/**
 * The company's identity provider.
 *
 * @param name what the button says
 * @param issuer as the provider writes it in its tokens
 * @param publicUrl where browsers find this server, without a slash at the end
 */
record OidcProvider(
    String name,
    String issuer,
    String clientId,
    String clientSecret,
    String publicUrl,
    boolean isOn) {

  /** Where the provider sends browsers back to; to be registered there. */
  static final String CALLBACK = "/sign-in/oidc/callback";

  String redirectUri() {
    return publicUrl + CALLBACK;
  }

  /**
   * Whether an address may be called with secrets, or a person be sent there: https, or this
   * machine.
   */
  static boolean isSafe(String address) {
    try {
      var uri = URI.create(address);
      if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
        return false;
      }
      return "https".equals(uri.getScheme())
          || ("http".equals(uri.getScheme())
              && (uri.getHost().equals("127.0.0.1") || uri.getHost().equals("localhost")));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "OidcProvider[" + issuer + "]"; // without the secret
  }
}
