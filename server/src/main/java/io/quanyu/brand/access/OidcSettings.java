package io.quanyu.brand.access;

import org.jspecify.annotations.Nullable;

/**
 * The identity provider as people see it; without the secret.
 *
 * @param callbackUrl what must be registered there; empty without a public URL
 */
record OidcSettings(
    boolean isOn,
    String name,
    String issuer,
    String clientId,
    boolean hasSecret,
    String publicUrl,
    String callbackUrl) {

  static OidcSettings none() {
    return new OidcSettings(false, "", "", "", false, "", "");
  }

  static OidcSettings of(OidcProvider provider) {
    return new OidcSettings(
        provider.isOn(),
        provider.name(),
        provider.issuer(),
        provider.clientId(),
        true,
        provider.publicUrl(),
        provider.redirectUri());
  }

  /**
   * What they are to be.
   *
   * @param clientSecret null keeps the one there is, as long as issuer and client stay
   */
  record Draft(
      boolean isOn,
      String name,
      String issuer,
      String clientId,
      @Nullable String clientSecret,
      String publicUrl) {}
}
