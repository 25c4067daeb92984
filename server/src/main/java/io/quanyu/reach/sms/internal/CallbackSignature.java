package io.quanyu.reach.sms.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of callbacks as Standard Webhooks has them: HMAC-SHA256 over id, time and body, joined
 * by dots (github.com/standard-webhooks/standard-webhooks, specification 1.0).
 */
final class CallbackSignature {

  private static final String PREFIX = "whsec_";
  private static final int SECRET_BYTES_MIN = 24;
  private static final int SECRET_BYTES_MAX = 64;

  /** A callback has one signature a secret; more than these are nobody's. */
  private static final int SIGNATURES_MAX = 8;

  private static final String VERSION = "v1,";

  private final byte[] key;

  /**
   * @param secret as {@link #isSecret} demands
   */
  CallbackSignature(String secret) {
    this.key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }

  static boolean isSecret(String given) {
    if (!given.startsWith(PREFIX)) {
      return false;
    }
    try {
      int length = Base64.getDecoder().decode(given.substring(PREFIX.length())).length;
      return length >= SECRET_BYTES_MIN && length <= SECRET_BYTES_MAX;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /**
   * Whether one of the signatures is ours, in a time that does not tell how nearly. Each is {@code
   * v1,} and Base64; other versions are ignored.
   */
  boolean isSigned(CallbackProof proof, byte[] body) {
    var expected =
        (VERSION + Base64.getEncoder().encodeToString(hmac(proof, body)))
            .getBytes(StandardCharsets.US_ASCII);
    boolean isOurs = false;
    for (var signature : proof.signatures().split(" ", SIGNATURES_MAX)) {
      isOurs |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }
    return isOurs;
  }

  private byte[] hmac(CallbackProof proof, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((proof.id() + "." + proof.timestamp() + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 failed", e);
    }
  }
}
