package io.quanyu.reach.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiBaseUrlTests {

  @ParameterizedTest
  @CsvSource({
    "https://qyapi.weixin.qq.com/, https://qyapi.weixin.qq.com",
    "HTTPS://WeCom.Example:8443, https://wecom.example:8443",
    "http://127.0.0.1:9100, http://127.0.0.1:9100",
    "http://localhost:9100/, http://localhost:9100",
    "http://[::1]:9100, http://[::1]:9100",
  })
  void takesHttpsAndTheOwnMachine(String given, String normalised) {
    assertThat(ApiBaseUrl.normalised(given)).contains(normalised);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "http://qyapi.weixin.qq.com",
        "http://10.0.0.1",
        "http://169.254.169.254",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://127.0.0.1@example.com",
        "https://user:secret@example.com",
        "https://example.com/cgi-bin",
        "https://example.com?x=%s",
        "https://example.com#x",
        "https://",
        "https:example.com",
        "file:///etc/passwd",
        "ftp://127.0.0.1",
        "127.0.0.1:9100",
        "https://exa mple.com",
      })
  void refusesEverythingElse(String given) {
    assertThat(ApiBaseUrl.normalised(given)).isEmpty();
  }
}
