package io.quanyu.reach.wecom.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.reach.wecom.PublicVectors;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackCryptoTests {

  private final CallbackCrypto crypto =
      new CallbackCrypto(PublicVectors.TOKEN, PublicVectors.AES_KEY);

  @Test
  void theCheckOfTheAddressInTheDocumentationIsSignedAndOpens() throws Exception {
    var proof =
        new CallbackProof(
            PublicVectors.UrlCheck.SIGNATURE,
            PublicVectors.UrlCheck.TIMESTAMP,
            PublicVectors.UrlCheck.NONCE);

    assertThat(crypto.isSigned(proof, PublicVectors.UrlCheck.ECHO)).isTrue();
    assertThat(crypto.open(PublicVectors.UrlCheck.ECHO))
        .isEqualTo(new CallbackCrypto.Opened(PublicVectors.UrlCheck.CLEAR, PublicVectors.CORP_ID));
  }

  @Test
  void theMessageInTheDocumentationIsSignedAndOpens() throws Exception {
    var proof =
        new CallbackProof(
            PublicVectors.Message.SIGNATURE,
            PublicVectors.Message.TIMESTAMP,
            PublicVectors.Message.NONCE);

    assertThat(crypto.isSigned(proof, PublicVectors.Message.ENCRYPTED)).isTrue();
    var opened = crypto.open(PublicVectors.Message.ENCRYPTED);
    assertThat(opened.receiveId()).isEqualTo(PublicVectors.CORP_ID);
    assertThat(CallbackXml.fields(opened.message()))
        .containsEntry("MsgType", "text")
        .containsEntry("Content", "hello")
        .containsEntry("FromUserName", "mycreate");
  }

  @Test
  void everyPartIsSigned() {
    var signature = PublicVectors.UrlCheck.SIGNATURE;
    var timestamp = PublicVectors.UrlCheck.TIMESTAMP;
    var nonce = PublicVectors.UrlCheck.NONCE;
    var echo = PublicVectors.UrlCheck.ECHO;

    assertThat(crypto.isSigned(new CallbackProof(signature, timestamp, nonce + "0"), echo))
        .isFalse();
    assertThat(crypto.isSigned(new CallbackProof(signature, "1409659590", nonce), echo)).isFalse();
    assertThat(crypto.isSigned(new CallbackProof(signature, timestamp, nonce), "A" + echo))
        .isFalse();
    assertThat(crypto.isSigned(new CallbackProof("", timestamp, nonce), echo)).isFalse();
    assertThat(
            new CallbackCrypto("QDG6eL", PublicVectors.AES_KEY)
                .isSigned(new CallbackProof(signature, timestamp, nonce), echo))
        .isFalse();
    assertThat(
            crypto.isSigned(
                new CallbackProof(signature.toUpperCase(Locale.ROOT), timestamp, nonce), echo))
        .isTrue();
  }

  /** Every length of padding from 1 to 32 occurs. */
  @Test
  void opensWhatWxJavaSealsForAnyLength() throws Exception {
    for (int length = 0; length < 70; length++) {
      var text = "客".repeat(length / 3) + "x".repeat(length % 3);
      assertThat(crypto.open(PublicVectors.sealedByWxJava("wwCorp", text)))
          .isEqualTo(new CallbackCrypto.Opened(text, "wwCorp"));
    }
  }

  @Test
  void refusesWhatAnotherKeySealed() {
    var other = new CallbackCrypto("t", "A".repeat(CallbackCrypto.ENCODED_KEY_LENGTH));

    assertThatThrownBy(() -> other.open(PublicVectors.Message.ENCRYPTED))
        .isInstanceOf(UnreadableCallbackException.class);
  }

  @Test
  void refusesWhatIsCutOff() {
    var bytes = Base64.getDecoder().decode(PublicVectors.Message.ENCRYPTED);
    for (int length = 0; length < bytes.length; length++) {
      var cut = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> crypto.open(cut))
          .as("%d bytes", length)
          .isInstanceOf(UnreadableCallbackException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "no base64!", "QQ==", "客"})
  void refusesWhatIsNoCipherText(String encrypted) {
    assertThatThrownBy(() -> crypto.open(encrypted))
        .isInstanceOf(UnreadableCallbackException.class);
  }
}
