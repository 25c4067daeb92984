package io.quanyu.platform.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.config.SocketConfig;
import org.apache.http.conn.DnsResolver;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Makes the HTTP clients that ask addresses which people type in. They look a name up once, check
 * every address that it has, and connect to one of those: a name that means another machine a
 * moment later (DNS rebinding) gains nothing. They follow no redirection, repeat nothing, and keep
 * no cookies. An address that may not be asked is a {@link ForbiddenAddressException}.
 */
@Component
public final class OutgoingHttp {

  private static final int VALIDATED_AFTER_MS = 500;

  private final AddressRules rules;
  private final DnsResolver lookup;

  /**
   * @param allowedNetworks networks of one's own that may be asked, as CIDR writes them
   */
  @Autowired
  public OutgoingHttp(@Value("${quanyu.outgoing.allowed-networks}") List<String> allowedNetworks) {
    this(allowedNetworks, InetAddress::getAllByName);
  }

  OutgoingHttp(List<String> allowedNetworks, DnsResolver lookup) {
    this.rules = new AddressRules(allowedNetworks.stream().map(Network::parse).toList());
    this.lookup = lookup;
  }

  /**
   * A client with a pool of connections of its own, which is closed with it.
   *
   * @param connections at most
   * @param kept how long an unused connection is kept
   * @param handshakeMax between two reads while a connection is made, which comes before the
   *     request
   */
  public HttpClientBuilder client(int connections, Duration kept, Duration handshakeMax) {
    var pool =
        new PoolingHttpClientConnectionManager(
            schemes(), null, null, this::resolve, kept.toMillis(), TimeUnit.MILLISECONDS);
    pool.setMaxTotal(connections);
    pool.setDefaultMaxPerRoute(connections);
    pool.setValidateAfterInactivity(VALIDATED_AFTER_MS);
    pool.setDefaultSocketConfig(
        SocketConfig.custom().setSoTimeout(Math.toIntExact(handshakeMax.toMillis())).build());
    return HttpClients.custom()
        .setConnectionManager(pool)
        .setUserAgent("Quanyu")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching();
  }

  private static Registry<ConnectionSocketFactory> schemes() {
    return RegistryBuilder.<ConnectionSocketFactory>create()
        .register("http", PlainConnectionSocketFactory.getSocketFactory())
        .register("https", SSLConnectionSocketFactory.getSocketFactory())
        .build();
  }

  /** All of them: which one a connection takes is not known here. Literals come here as well. */
  private InetAddress[] resolve(String host) throws UnknownHostException {
    var addresses = lookup.resolve(host);
    if (addresses.length == 0) {
      throw new UnknownHostException(host);
    }
    if (!Stream.of(addresses).allMatch(rules::permits)) {
      throw new ForbiddenAddressException(host);
    }
    return addresses;
  }
}
