package io.quanyu.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingHttpTests {

  private static final Duration SHORT = Duration.ofSeconds(5);

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger lookedUp = new AtomicInteger();

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "101.226.129.166",
        "172.15.255.255",
        "172.32.0.0",
        "100.63.255.255",
        "2606:4700::1111"
      })
  void theInternetMayBeAsked(String address) {
    assertThat(new AddressRules(List.of()).permits(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "198.18.0.1",
        "::1",
        "fc00::1",
        "fdff::1",
        "fec0::1",
        "::ffff:10.0.0.1"
      })
  void ownNetworksMayBeAskedOnlyIfAllowed(String address) {
    var one = InetAddress.ofLiteral(address);
    assertThat(new AddressRules(List.of()).permits(one)).isFalse();
    assertThat(new AddressRules(everything()).permits(one)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "0.0.0.0",
        "0.1.2.3",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "fe80::1",
        "ff02::1",
        "fd00:ec2::254",
        "::ffff:169.254.169.254",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1"
      })
  void linkLocalMetadataMulticastAndDisguisesNeverMayBeAsked(String address) {
    assertThat(new AddressRules(everything()).permits(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "127.1", "[::1]"})
  void noSpellingOfThisMachineGetsThrough(String host) {
    assertThatThrownBy(() -> ask(new OutgoingHttp(List.of()), host))
        .isInstanceOf(java.net.UnknownHostException.class);
    assertThat(asked).hasValue(0);
  }

  @Test
  void anAllowedNetworkIsAskedAndItsRedirectionNotFollowed() throws IOException {
    assertThat(ask(new OutgoingHttp(List.of("127.0.0.0/8")), "127.0.0.1")).isEqualTo(302);
    assertThat(asked).hasValue(1);
  }

  /** The name means a good address when it is checked and a bad one a moment later. */
  @Test
  void aReboundNameIsConnectedToWhereItWasChecked() throws IOException {
    var outgoing = rebinding("127.0.0.1", "127.0.0.2");

    assertThat(ask(outgoing, "gateway.example")).isEqualTo(302);
    assertThat(lookedUp).hasValue(1);
    assertThat(asked).hasValue(1);

    assertThatThrownBy(() -> ask(outgoing, "gateway.example"))
        .isInstanceOf(ForbiddenAddressException.class)
        .hasMessageNotContaining("127.0.0.2");
  }

  @Test
  void oneForbiddenAddressOfANameIsEnough() throws IOException {
    var both =
        new InetAddress[] {InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("10.0.0.1")};
    var outgoing = new OutgoingHttp(List.of("127.0.0.1/32"), _ -> both);

    assertThatThrownBy(() -> ask(outgoing, "gateway.example"))
        .isInstanceOf(ForbiddenAddressException.class);
    assertThat(asked).hasValue(0);
  }

  @Test
  void aNetworkThatIsNoneIsRefusedAtTheStart() {
    for (var wrong : List.of("10.0.0.0", "10.0.0.0/33", "example.com/8", "10.0.0.0/x")) {
      assertThatThrownBy(() -> new OutgoingHttp(List.of(wrong)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Answers each look-up with the next address. */
  private OutgoingHttp rebinding(String... addresses) {
    Queue<String> next = new ArrayDeque<>(List.of(addresses));
    return new OutgoingHttp(
        List.of("127.0.0.1/32"),
        _ -> {
          lookedUp.incrementAndGet();
          return new InetAddress[] {InetAddress.ofLiteral(next.remove())};
        });
  }

  private static List<Network> everything() {
    return List.of(Network.parse("0.0.0.0/0"), Network.parse("::/0"));
  }

  private int ask(OutgoingHttp outgoing, String host) throws IOException {
    try (CloseableHttpClient client = outgoing.client(1, SHORT, SHORT).build();
        var answer =
            client.execute(new HttpGet("http://" + host + ":" + server.getAddress().getPort()))) {
      return answer.getStatusLine().getStatusCode();
    }
  }
}
