package io.quanyu.sandbox.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CallbackCryptoTests {
  private static final String TOKEN = "QDG6eK";
  private static final String KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
  private static final String CORP = "wx5823bf96d3bd56c7";

  private final CallbackCrypto crypto = new CallbackCrypto(TOKEN, KEY, CORP);

  /** Public vector 1 of facts 5.6. */
  @Test
  void agreesWithThePublicVector() {
    String echo =
        "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";
    assertThat(crypto.sign("1409659589", "263014780", echo))
        .isEqualTo("5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3");
    assertThat(crypto.decrypt(echo)).isEqualTo("1616140317555161061");
  }

  /** Every padding from 1 to 32 bytes. */
  @Test
  void givesBackEveryLength() {
    for (int length = 0; length <= 64; length++) {
      String text = "中".repeat(length / 3) + "x".repeat(length % 3);
      assertThat(crypto.decrypt(crypto.encrypt(text))).isEqualTo(text);
    }
  }

  @Test
  void refusesWhatIsForAnotherCorp() {
    CallbackCrypto other = new CallbackCrypto(TOKEN, KEY, "wwother");
    assertThatThrownBy(() -> crypto.decrypt(other.encrypt("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("wrong receiver");
  }
}
