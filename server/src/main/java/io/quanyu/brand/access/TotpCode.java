package io.quanyu.brand.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of authenticator apps: RFC 6238 with HMAC-SHA-1, six digits and steps of 30 s, which is
 * what every app understands. SHA-1 is sound here: HMAC does not need its collision resistance.
 */
final class TotpCode {
  private TotpCode() {}

  static final Duration STEP = Duration.ofSeconds(30);
  static final int DIGITS = 6;

  /** As long as the hash, as RFC 4226 §4 recommends. */
  static final int SECRET_BYTES = 20;

  /** Clocks may differ by so many steps in each direction (RFC 6238 §5.2). */
  private static final int DRIFT_MAX = 1;

  private static final Pattern CODE = Pattern.compile("[0-9]{" + DIGITS + "}");
  private static final int MODULUS = 1_000_000;

  /** Whether a text can be a code. */
  static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /** The step of a moment. */
  static long step(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), STEP.toSeconds());
  }

  /** The code of a step: RFC 4226 §5.3, with the step as its counter. */
  static String at(byte[] secret, long step) {
    byte[] hash;
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
    return "%06d".formatted(number % MODULUS);
  }

  /**
   * The step that a code belongs to. All steps allowed are computed whatever the first says.
   *
   * @param lastStep the latest step that was used; neither it nor any before counts again
   * @return empty if it is no code of now
   */
  static OptionalLong matchingStep(byte[] secret, String code, Instant now, long lastStep) {
    long current = step(now);
    var found = OptionalLong.empty();
    for (long step = current - DRIFT_MAX; step <= current + DRIFT_MAX; step++) {
      if (at(secret, step).equals(code) && step > lastStep) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }
}
