package io.quanyu.e2e;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a person has on her phone: the codes of RFC 6238, six digits, a new one each 30 seconds. */
final class AuthenticatorApp {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int STEP_SECONDS = 30;

  private final byte[] secret;

  /**
   * @param base32 the key as the console shows it
   */
  AuthenticatorApp(String base32) {
    var letters = base32.replace(" ", "");
    var bytes = ByteBuffer.allocate(letters.length() * 5 / 8);
    int bits = 0;
    int held = 0;
    for (int i = 0; i < letters.length(); i++) {
      bits = (bits << 5) | ALPHABET.indexOf(letters.charAt(i));
      held += 5;
      if (held >= 8) {
        held -= 8;
        bytes.put((byte) (bits >> held));
      }
    }
    this.secret = bytes.array();
  }

  /**
   * The code of a step.
   *
   * @param stepsAhead 0: now
   */
  String code(int stepsAhead) {
    long step = Instant.now().getEpochSecond() / STEP_SECONDS + stepsAhead;
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      var hash =
          ByteBuffer.wrap(mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array()));
      int number = hash.getInt(hash.get(hash.limit() - 1) & 0xf) & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
