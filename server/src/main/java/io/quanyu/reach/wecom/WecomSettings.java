package io.quanyu.reach.wecom;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The app that we speak through, without its secrets: they can be written, never read.
 *
 * @param configured whether there is one; if not, only the base URL has a value
 * @param agentId WeCom's number of the app
 * @param callbackPath where WeCom sends events, below the address that it reaches this server by
 * @param lastCallbackAt when an event was last accepted
 */
public record WecomSettings(
    boolean configured,
    @Nullable String corpId,
    @Nullable Integer agentId,
    String apiBaseUrl,
    @Nullable String callbackPath,
    @Nullable Instant lastCallbackAt,
    @Nullable Instant updatedAt,
    int version) {

  /** WeCom itself. */
  public static final String DEFAULT_API_BASE_URL = "https://qyapi.weixin.qq.com";

  /** Before anything is set up: version 0. */
  public static WecomSettings none() {
    return new WecomSettings(false, null, null, DEFAULT_API_BASE_URL, null, null, null, 0);
  }
}
