package io.quanyu.reach.wecom.internal;

import io.quanyu.platform.outgoing.OutgoingHttp;
import java.time.Duration;
import me.chanjar.weixin.cp.api.impl.WxCpServiceImpl;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.CloseableHttpClient;

/**
 * WxJava for a few calls, on a connection of its own: WxJava's default client is shared by all
 * services, follows redirections, and asks any address.
 */
final class OneCallService extends WxCpServiceImpl implements AutoCloseable {

  /** Longest wait for a connection. */
  static final int CONNECT_TIMEOUT_MS = 3_000;

  /** Longest wait for the next bytes. */
  static final int READ_TIMEOUT_MS = 5_000;

  private static final int RETRY_PAUSE_MS = 200;

  private final CloseableHttpClient client;

  OneCallService(WecomApp app, OutgoingHttp outgoing) {
    this.client =
        outgoing
            .client(1, Duration.ofSeconds(1), Duration.ofMillis(READ_TIMEOUT_MS))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectTimeout(CONNECT_TIMEOUT_MS)
                    .setConnectionRequestTimeout(CONNECT_TIMEOUT_MS)
                    .setSocketTimeout(READ_TIMEOUT_MS)
                    .build())
            .build();
    var config = new WxCpDefaultConfigImpl();
    config.setCorpId(app.corpId());
    config.setCorpSecret(app.secrets().secret());
    config.setAgentId(app.agentId());
    config.setBaseApiUrl(app.apiBaseUrl());
    configStorage = config;
    // One more try when WeCom is busy. With none WxJava drops the error code of every refusal.
    setMaxRetryTimes(1);
    setRetrySleepMillis(RETRY_PAUSE_MS);
  }

  @Override
  public CloseableHttpClient getRequestHttpClient() {
    return client;
  }

  /** There already is a client. */
  @Override
  public void initHttp() {}

  @Override
  public void close() throws java.io.IOException {
    client.close();
  }
}
