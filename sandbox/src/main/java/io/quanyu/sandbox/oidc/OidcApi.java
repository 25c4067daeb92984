package io.quanyu.sandbox.oidc;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.BadRequest;
import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.http.Router;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An issuer of OpenID Connect at {@code /oidc}: discovery, keys, a page that asks who one is, and
 * codes for ID tokens signed with ES256. Anybody may say who they are; its one client is {@code
 * quanyu} with the secret {@code sandbox-secret}. Codes are good once and for a minute, bound to
 * redirect address and PKCE challenge. Keys and codes live as long as the process: after a restart
 * people begin again, as with a real issuer that changed its keys.
 */
public final class OidcApi {

  /** The client that is registered. */
  public static final String CLIENT_ID = "quanyu";

  /** Its secret. */
  public static final String CLIENT_SECRET = "sandbox-secret";

  private static final Duration CODE_KEPT = Duration.ofMinutes(1);
  private static final Duration TOKEN_KEPT = Duration.ofMinutes(5);
  private static final int CODES_MAX = 10_000;

  private final SigningKey key = SigningKey.create();
  private final Map<String, Grant> codes = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  /** With a clock of its own: tokens are of now. */
  public OidcApi(Clock clock) {
    this.clock = clock;
  }

  /** What a code stands for. */
  private record Grant(
      String username, String redirectUri, String challenge, String nonce, Instant until) {}

  /** Adds its routes. */
  public void route(Router router) {
    router.route("GET", "/oidc/.well-known/openid-configuration", this::discover);
    router.route("GET", "/oidc/keys", _ -> Answer.json(key.set()));
    router.route("GET", "/oidc/authorize", this::ask);
    router.route("GET", "/oidc/authorize/as", this::authorize);
    router.route("POST", "/oidc/token", this::token);
  }

  private Answer discover(Request request) {
    String issuer = issuer(request);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .put("issuer", issuer)
        .put("authorization_endpoint", issuer + "/authorize")
        .put("token_endpoint", issuer + "/token")
        .put("jwks_uri", issuer + "/keys");
    answer.putArray("response_types_supported").add("code");
    answer.putArray("subject_types_supported").add("public");
    answer.putArray("id_token_signing_alg_values_supported").add("ES256");
    answer.putArray("code_challenge_methods_supported").add("S256");
    answer.putArray("token_endpoint_auth_methods_supported").add("client_secret_basic");
    return Answer.json(answer);
  }

  /** The issuer's own page: it knows no passwords, it asks for a name. */
  private Answer ask(Request request) {
    checkClient(request);
    StringBuilder fields = new StringBuilder();
    for (String name :
        new String[] {"client_id", "redirect_uri", "state", "nonce", "code_challenge"}) {
      fields
          .append("<input type=\"hidden\" name=\"")
          .append(name)
          .append("\" value=\"")
          .append(escaped(needed(request, name)))
          .append("\">");
    }
    return Answer.html(
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Company account</title>
        <body style="font-family: sans-serif; max-width: 24rem; margin: 4rem auto">
        <main><h1>Company account</h1><p>The sandbox's identity provider believes what you say.</p>
        <form action="/oidc/authorize/as" method="get">%s
        <p><label>Username <input name="username" autofocus required></label></p>
        <button>Continue</button></form></main></body></html>
        """
            .formatted(fields));
  }

  private Answer authorize(Request request) {
    checkClient(request);
    codes.values().removeIf(grant -> grant.until().isBefore(clock.instant()));
    if (codes.size() >= CODES_MAX) {
      throw new BadRequest("too many sign-ins at once");
    }
    String redirectUri = needed(request, "redirect_uri");
    String code = token();
    codes.put(
        code,
        new Grant(
            needed(request, "username"),
            redirectUri,
            needed(request, "code_challenge"),
            needed(request, "nonce"),
            clock.instant().plus(CODE_KEPT)));
    String target =
        redirectUri
            + (redirectUri.indexOf('?') < 0 ? "?" : "&")
            + "code="
            + code
            + "&state="
            + URLEncoder.encode(needed(request, "state"), StandardCharsets.UTF_8);
    return new Answer.Full(302, "text/plain", "", Map.of("Location", target));
  }

  private Answer token(Request request) {
    Map<String, String> form = form(request.body().text());
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
    if (!expected.equals(request.header("authorization"))) {
      return refused(401, "invalid_client");
    }
    Grant grant = codes.remove(form.getOrDefault("code", ""));
    if (grant == null
        || grant.until().isBefore(clock.instant())
        || !grant.redirectUri().equals(form.get("redirect_uri"))
        || !grant.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
      return refused(400, "invalid_grant");
    }
    Instant now = clock.instant();
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims
        .put("iss", issuer(request))
        .put("sub", "sub-of-" + grant.username())
        .put("aud", CLIENT_ID)
        .put("iat", now.getEpochSecond())
        .put("exp", now.plus(TOKEN_KEPT).getEpochSecond())
        .put("nonce", grant.nonce())
        .put("preferred_username", grant.username())
        .put("email", grant.username() + "@brand.example")
        // Whoever calls herself so has an address that the issuer never checked.
        .put("email_verified", !grant.username().startsWith("unverified"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .put("access_token", token())
        .put("token_type", "Bearer")
        .put("expires_in", TOKEN_KEPT.toSeconds())
        .put("id_token", key.sign(claims));
    return Answer.json(200, answer, Map.of("Cache-Control", "no-store"));
  }

  private static void checkClient(Request request) {
    if (!CLIENT_ID.equals(request.query("client_id")) || request.query("redirect_uri") == null) {
      throw new BadRequest("client_id must be " + CLIENT_ID + ", with a redirect_uri");
    }
  }

  private static String needed(Request request, String name) {
    String value = request.query(name);
    if (value == null) {
      throw new BadRequest(name + " is missing");
    }
    return value;
  }

  private static Answer refused(int status, String error) {
    return Answer.json(status, JsonNodeFactory.instance.objectNode().put("error", error));
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String field : text.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(
            URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  private static String issuer(Request request) {
    @Nullable String host = request.header("host");
    return "http://" + (host == null ? "127.0.0.1" : host) + "/oidc";
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String token() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
