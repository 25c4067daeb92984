package io.quanyu.reach.wecom;

import org.jspecify.annotations.Nullable;

/**
 * The settings as an administrator writes them. A secret that is left out stays as it is.
 *
 * @param apiBaseUrl scheme, host and port; WeCom itself if left out
 * @param secret the app's secret
 * @param token signs callbacks
 * @param aesKey the EncodingAESKey of callbacks
 */
public record WecomSettingsDraft(
    String corpId,
    int agentId,
    @Nullable String apiBaseUrl,
    @Nullable String secret,
    @Nullable String token,
    @Nullable String aesKey) {

  /** Without the secrets. */
  @Override
  public String toString() {
    return "WecomSettingsDraft[" + corpId + ", " + agentId + ", " + apiBaseUrl + "]";
  }
}
