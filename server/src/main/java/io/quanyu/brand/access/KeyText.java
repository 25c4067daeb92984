package io.quanyu.brand.access;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as machines send it: {@code qyk_<prefix>_<secret>}. What kind it is can be seen, so that
 * scanners for leaked secrets find it.
 *
 * @param prefix 12 hexadecimal digits, no secret: finds the key and names it
 * @param secret 256 random bits
 */
record KeyText(String prefix, String secret) {

  /** Kind of API keys. */
  static final String API = "qyk";

  /** Kind of write keys. */
  static final String WRITE = "qyw";

  private static final int PREFIX_BYTES = 6;
  private static final Pattern REST = Pattern.compile("([0-9a-f]{12})_([A-Za-z0-9_-]{43})");

  static KeyText create() {
    return new KeyText(
        HexFormat.of().formatHex(RandomSecret.bytes(PREFIX_BYTES)), RandomSecret.create());
  }

  static Optional<KeyText> parse(String kind, String text) {
    if (!text.startsWith(kind + "_")) {
      return Optional.empty();
    }
    var rest = REST.matcher(text.substring(kind.length() + 1));
    return rest.matches()
        ? Optional.of(new KeyText(rest.group(1), rest.group(2)))
        : Optional.empty();
  }

  /** The whole key, shown once. */
  String text(String kind) {
    return kind + "_" + prefix + "_" + secret;
  }

  /** What of a key may be shown for ever. */
  static String shown(String kind, String prefix) {
    return kind + "_" + prefix;
  }

  byte[] hash() {
    return RandomSecret.hash(secret);
  }

  boolean matches(byte[] hash) {
    return MessageDigest.isEqual(hash, hash());
  }

  @Override
  public String toString() {
    return "KeyText[" + prefix + "]"; // never the secret, least of all in a log
  }
}
