package io.quanyu.reach.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.sandbox.Sandbox;
import io.quanyu.testing.ServerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.core.env.Environment;

/** A server that sends its texts through the gateway of a sandbox, at any hour. */
public final class ConnectedSms implements AutoCloseable {

  private static final String CALLBACK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final String server;
  private final ServerClient client;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Sandbox sandbox;

  /**
   * @param folder where the sandbox keeps its books
   */
  public ConnectedSms(Environment environment, DSLContext dsl, Path folder) {
    this.server = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    this.client = ServerClient.commandLine(environment);
    dsl.execute("delete from reach_sms.gateway");
    dsl.execute(
        "update reach_message.contact_policy"
            + " set caps = '[]', quiet_from = null, quiet_until = null, quiet_zone = null");
    this.sandbox = Sandbox.start(0, folder, Clock.systemUTC());
  }

  /**
   * Saves the settings on both sides and tries them.
   *
   * @param isKeyed whether the gateway remembers the keys of calls
   */
  public void connect(boolean isKeyed) {
    var saved =
        client.send(
            "PUT",
            "/api/channels/sms",
            """
            {"baseUrl":"%s","apiKey":"key-1","signature":"泉屿","pricePerPart":0.045,\
            "currency":"CNY","isKeyed":%s,"callsPerMinute":6000,"recipientsMax":1000,\
            "callbackSecret":"%s"}
            """
                .formatted(sandbox.url(), isKeyed, CALLBACK_SECRET),
            Map.of("If-Match", "\"0\""));
    assertThat(saved.status()).isEqualTo(200);
    world(
        """
        {"smsAccount":{"apiKey":"key-1","keyed":%s,"callbackUrl":"%s","callbackSecret":"%s","reportAfterMs":20}}
        """
            .formatted(
                isKeyed, server + saved.json().get("callbackPath").asString(), CALLBACK_SECRET));
    var test = client.send("POST", "/api/channels/sms/test", null, Map.of());
    assertThat(test.json().get("outcome").asString()).isEqualTo("connected");
  }

  /**
   * Somebody has a phone.
   *
   * @param phone E.164
   */
  public void person(String id, String phone) {
    world("{\"person\":{\"personId\":\"%s\",\"phone\":\"%s\"}}".formatted(id, phone.substring(3)));
  }

  /** She answers a text. */
  public void reply(String phone, String text) {
    post(
        "/sandbox/phones/" + URLEncoder.encode(phone, StandardCharsets.UTF_8) + "/reply",
        "{\"text\":\"%s\"}".formatted(text));
  }

  /** One line of the sandbox's world. */
  public void world(String line) {
    post("/sandbox/world", line);
  }

  public String get(String path) {
    return send(HttpRequest.newBuilder(URI.create(sandbox.url() + path)).build());
  }

  public void post(String path, String body) {
    send(
        HttpRequest.newBuilder(URI.create(sandbox.url() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private String send(HttpRequest request) {
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
    http.close();
  }
}
