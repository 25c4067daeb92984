package io.quanyu.brand.access;

import io.quanyu.platform.outgoing.ForbiddenAddressException;
import io.quanyu.platform.outgoing.OutgoingHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.http.HttpStatus;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks with the identity provider: discovery (OpenID Connect Discovery 1.0 §4), its keys, and
 * codes for tokens. Follows no redirects, reads little and waits briefly; it is a stranger's
 * server.
 */
final class OidcClient {

  private static final Duration WAIT_MAX = Duration.ofSeconds(5);
  private static final int BYTES_MAX = 256 << 10;
  private static final Duration KEPT = Duration.ofMinutes(10);

  /** So seldom may a token with an unknown key make us ask for the keys again. */
  private static final Duration REREAD = Duration.ofMinutes(1);

  /** Cuts exchanges that take too long. */
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("oidc-timer").factory());

  private final OutgoingHttp outgoing;
  private final JsonMapper mapper;
  private final Clock clock;
  private final AtomicReference<Optional<Known>> known = new AtomicReference<>(Optional.empty());

  OidcClient(OutgoingHttp outgoing, JsonMapper mapper, Clock clock) {
    this.outgoing = outgoing;
    this.mapper = mapper;
    this.clock = clock;
  }

  /**
   * What an issuer says about itself.
   *
   * @param keys a JWK set as JSON
   * @param isBasic whether the client proves itself by HTTP Basic, else in the form
   */
  record Known(
      String issuer,
      String authorizationEndpoint,
      String tokenEndpoint,
      String keys,
      boolean isBasic,
      Instant readAt) {}

  /** The provider answered wrongly or not at all. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }

    UnusableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** As read at most {@link #KEPT} ago. */
  Known discover(String issuer) throws UnusableException {
    var seen = known.get();
    if (seen.isPresent()
        && seen.get().issuer().equals(issuer)
        && seen.get().readAt().plus(KEPT).isAfter(clock.instant())) {
      return seen.get();
    }
    return read(issuer);
  }

  /** Again, because a key is unknown: the issuer may have changed its keys. */
  Known rediscover(Known before) throws UnusableException {
    return before.readAt().plus(REREAD).isAfter(clock.instant()) ? before : read(before.issuer());
  }

  private Known read(String issuer) throws UnusableException {
    var base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    var answer = get(base + "/.well-known/openid-configuration");
    // §4.3: else one issuer could speak for another.
    if (!answer.path("issuer").asString("").equals(issuer)) {
      throw new UnusableException("it says that it is another issuer");
    }
    var methods = answer.path("token_endpoint_auth_methods_supported");
    var fresh =
        new Known(
            issuer,
            endpoint(answer, "authorization_endpoint"),
            endpoint(answer, "token_endpoint"),
            get(endpoint(answer, "jwks_uri")).toString(),
            methods.isMissingNode()
                || methods
                    .valueStream()
                    .anyMatch(m -> m.asString("").equals("client_secret_basic")),
            clock.instant());
    known.set(Optional.of(fresh));
    return fresh;
  }

  private static String endpoint(JsonNode answer, String name) throws UnusableException {
    var address = answer.path(name).asString("");
    if (!OidcProvider.isSafe(address)) {
      throw new UnusableException(name + " is no https address");
    }
    return address;
  }

  /** The ID token for a code. */
  String idToken(Known issuer, OidcProvider provider, String code, String codeVerifier)
      throws UnusableException {
    var form =
        new java.util.LinkedHashMap<>(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                provider.redirectUri(),
                "code_verifier",
                codeVerifier));
    var request = new HttpPost(URI.create(issuer.tokenEndpoint()));
    if (issuer.isBasic()) {
      // RFC 6749 §2.3.1: both parts are form-encoded first.
      var pair = encoded(provider.clientId()) + ":" + encoded(provider.clientSecret());
      request.setHeader(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    } else {
      form.put("client_id", provider.clientId());
      form.put("client_secret", provider.clientSecret());
    }
    var body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    request.setEntity(
        new ByteArrayEntity(
            body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_FORM_URLENCODED));
    var token = send(request).path("id_token").asString("");
    if (token.isEmpty()) {
      throw new UnusableException("it gave no id_token");
    }
    return token;
  }

  private JsonNode get(String address) throws UnusableException {
    return send(new HttpGet(URI.create(address)));
  }

  private JsonNode send(HttpRequestBase request) throws UnusableException {
    int waitMs = Math.toIntExact(WAIT_MAX.toMillis());
    request.setHeader("Accept", "application/json");
    request.setConfig(
        RequestConfig.custom()
            .setConnectTimeout(waitMs)
            .setConnectionRequestTimeout(waitMs)
            .setSocketTimeout(waitMs)
            .build());
    // The client's own time-outs are between two reads: the whole is bounded here.
    var cut = TIMER.schedule(request::abort, waitMs, TimeUnit.MILLISECONDS);
    try (var client = outgoing.client(1, WAIT_MAX, WAIT_MAX).build();
        var answer = client.execute(request)) {
      int status = answer.getStatusLine().getStatusCode();
      var entity = answer.getEntity();
      var bytes = entity == null ? new byte[0] : entity.getContent().readNBytes(BYTES_MAX + 1);
      if (status != HttpStatus.SC_OK || bytes.length > BYTES_MAX) {
        throw new UnusableException("it answered with status " + status);
      }
      return mapper.readTree(bytes);
    } catch (ForbiddenAddressException e) {
      throw new UnusableException("its address is in a network that must not be asked", e);
    } catch (IOException | JacksonException e) {
      throw new UnusableException("it cannot be reached or read", e);
    } finally {
      cut.cancel(false);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
