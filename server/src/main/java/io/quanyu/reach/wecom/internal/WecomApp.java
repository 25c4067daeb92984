package io.quanyu.reach.wecom.internal;

import java.time.Instant;
import java.util.UUID;

/**
 * A self-built app of a corporation, secrets open.
 *
 * @param id also the last part of the callback's path
 * @param agentId WeCom's number of the app
 */
record WecomApp(
    UUID id,
    String corpId,
    int agentId,
    String apiBaseUrl,
    Secrets secrets,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * What nobody but us and WeCom may know.
   *
   * @param secret gets access tokens
   * @param token signs callbacks
   * @param aesKey encrypts callbacks; the EncodingAESKey
   */
  record Secrets(String secret, String token, String aesKey) {
    @Override
    public String toString() {
      return "Secrets[…]";
    }
  }

  CallbackCrypto callbackCrypto() {
    return new CallbackCrypto(secrets.token(), secrets.aesKey());
  }
}
