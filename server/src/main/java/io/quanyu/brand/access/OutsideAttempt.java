package io.quanyu.brand.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One try to sign in at another house, such as the identity provider. All that must come back is
 * derived from a secret in the cookie of the browser that began: state and, where the house knows
 * them, nonce and PKCE verifier (RFC 7636) fit this browser and no other, and the server keeps
 * nothing.
 */
record OutsideAttempt(String secret) {

  static OutsideAttempt begin() {
    return new OutsideAttempt(RandomSecret.create());
  }

  String state() {
    return derived("state");
  }

  String nonce() {
    return derived("nonce");
  }

  String codeVerifier() {
    return derived("verifier");
  }

  /** RFC 7636 §4.2, method S256. */
  String codeChallenge() {
    return base64(RandomSecret.hash(codeVerifier()));
  }

  boolean isState(String given) {
    return MessageDigest.isEqual(
        state().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private String derived(String purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return base64(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "OutsideAttempt";
  }
}
