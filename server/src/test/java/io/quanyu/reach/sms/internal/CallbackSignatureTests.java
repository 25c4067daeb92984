package io.quanyu.reach.sms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackSignatureTests {

  /** The example of the Standard Webhooks libraries. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIMESTAMP = "1614265330";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private final CallbackSignature signature = new CallbackSignature(SECRET);

  @Test
  void takesTheExampleOfTheStandard() {
    assertThat(isSigned(ID, TIMESTAMP, SIGNATURE)).isTrue();
  }

  @Test
  void takesOneRightSignatureAmongOthers() {
    assertThat(isSigned(ID, TIMESTAMP, "v1,AAAA v1a,BBBB " + SIGNATURE)).isTrue();
    assertThat(isSigned(ID, TIMESTAMP, "x ".repeat(8) + SIGNATURE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1,",
        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE",
        "v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
      })
  void refusesEveryOtherSignature(String given) {
    assertThat(isSigned(ID, TIMESTAMP, given)).isFalse();
  }

  @Test
  void coversIdTimeAndBody() {
    assertThat(isSigned("msg_other", TIMESTAMP, SIGNATURE)).isFalse();
    assertThat(isSigned(ID, "1614265331", SIGNATURE)).isFalse();
    assertThat(
            signature.isSigned(
                new CallbackProof(ID, TIMESTAMP, SIGNATURE),
                "{\"test\": 2432232315}".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_AAAA",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!",
      })
  void aSecretHasThePrefixAndEnoughBytes(String given) {
    assertThat(CallbackSignature.isSecret(given)).isFalse();
    assertThat(CallbackSignature.isSecret(SECRET)).isTrue();
  }

  private boolean isSigned(String id, String timestamp, String signatures) {
    return signature.isSigned(new CallbackProof(id, timestamp, signatures), BODY);
  }
}
