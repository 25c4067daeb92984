package io.quanyu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What somebody who is no trusted proxy says of a request counts for nothing. */
@ServerTest
@Import(UntrustedProxyIT.Probe.class)
@TestPropertySource(properties = "quanyu.web.trusted-proxies=192\\.0\\.2\\.1")
class UntrustedProxyIT {

  private final ServerClient client;

  UntrustedProxyIT(Environment environment) {
    this.client = ServerClient.commandLine(environment);
  }

  @TestConfiguration
  @RestController
  static class Probe {
    @GetMapping("/api/probe/caller")
    Map<String, Object> caller(HttpServletRequest request) {
      return Map.of("address", request.getRemoteAddr(), "isSecure", request.isSecure());
    }
  }

  /** Who could choose her address would have as many tries to sign in as there are addresses. */
  @Test
  void neitherAddressNorTlsCanBeChosen() {
    var answer =
        client.send(
            "GET",
            "/api/probe/caller",
            null,
            Map.of("X-Forwarded-Proto", "https", "X-Forwarded-For", "203.0.113.7"));

    assertThat(answer.json().path("address").asString()).startsWith("127.");
    assertThat(answer.json().path("isSecure").asBoolean()).isFalse();
    assertThat(answer.header("Strict-Transport-Security")).isEmpty();
  }
}
