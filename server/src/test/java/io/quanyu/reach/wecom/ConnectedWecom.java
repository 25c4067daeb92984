package io.quanyu.reach.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** A server that is set up to speak with a sandbox. */
public final class ConnectedWecom {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final ServerClient client;
  private final Environment environment;

  public ConnectedWecom(Environment environment) {
    this.environment = environment;
    this.client = ServerClient.commandLine(environment);
  }

  public ServerClient client() {
    return client;
  }

  /** Saves the settings of the sandbox's app and tells the sandbox where callbacks go. */
  public void connect(SandboxFront sandbox) {
    var version = client.get("/api/channels/wecom").header("ETag");
    var saved =
        client.send(
            "PUT",
            "/api/channels/wecom",
            """
            {"corpId":"%s","agentId":%d,"apiBaseUrl":"%s","secret":"%s","token":"%s","aesKey":"%s"}
            """
                .formatted(
                    SandboxFront.CORP_ID,
                    SandboxFront.AGENT_ID,
                    sandbox.url(),
                    SandboxFront.SECRET,
                    SandboxFront.CALLBACK_TOKEN,
                    SandboxFront.CALLBACK_AES_KEY),
            Map.of("If-Match", version));
    assertThat(saved.status()).as(saved.response().body()).isEqualTo(200);
    sandbox.app(
        "http://127.0.0.1:"
            + environment.getRequiredProperty("local.server.port")
            + saved.json().path("callbackPath").asString());
  }

  /** Reads the contacts and waits until they are known; the answer is the last state. */
  public JsonNode sync() {
    assertThat(client.send("POST", "/api/channels/wecom/contacts/sync", null, Map.of()).status())
        .isEqualTo(202);
    until(() -> !contacts().path("state").asString().equals("running"));
    return contacts();
  }

  public JsonNode contacts() {
    return client.get("/api/channels/wecom/contacts").json();
  }

  /** Waits for what another thread is about to do. */
  public static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come about within " + LONGEST);
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }
}
