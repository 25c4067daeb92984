package io.quanyu.brand.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An authenticator app of a test, and the recovery codes that its owner wrote down. */
final class Phone {

  private final byte[] secret;
  private final List<String> recoveryCodes;

  private Phone(byte[] secret, List<String> recoveryCodes) {
    this.secret = secret;
    this.recoveryCodes = recoveryCodes;
  }

  byte[] secret() {
    return secret.clone();
  }

  List<String> recoveryCodes() {
    return recoveryCodes;
  }

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Sets up the second factor of who is signed in; uses up the code of the current step. */
  static Phone setUp(ServerClient browser) {
    var begun = browser.post("/api/session/totp", Map.of("password", People.PASSWORD));
    assertThat(begun.status()).as(begun.response().body()).isEqualTo(200);
    var secret = decode(begun.json().get("secret").asString());
    var confirmed = browser.post("/api/session/totp/confirm", Map.of("code", code(secret, 0)));
    assertThat(confirmed.status()).as(confirmed.response().body()).isEqualTo(200);
    return new Phone(
        secret,
        confirmed.json().get("recoveryCodes").valueStream().map(JsonNode::asString).toList());
  }

  /** The code of the next step: good now, and not used by {@link #setUp}. */
  String nextCode() {
    return code(secret, 1);
  }

  /** A code that is none. */
  String wrongCode() {
    var right = List.of(code(secret, -1), code(secret, 0), code(secret, 1), code(secret, 2));
    return List.of("000000", "111111", "222222", "333333", "444444").stream()
        .filter(code -> !right.contains(code))
        .findFirst()
        .orElseThrow();
  }

  static String code(byte[] secret, int stepsAhead) {
    return TotpCode.at(secret, TotpCode.step(Clock.systemUTC().instant()) + stepsAhead);
  }

  static byte[] decode(String base32) {
    var bytes = new ByteArrayOutputStream();
    int buffer = 0;
    int held = 0;
    for (int i = 0; i < base32.length(); i++) {
      buffer = (buffer << 5) | ALPHABET.indexOf(base32.charAt(i));
      held += 5;
      if (held >= 8) {
        held -= 8;
        bytes.write(buffer >> held);
        buffer &= (1 << held) - 1;
      }
    }
    return bytes.toByteArray();
  }
}
