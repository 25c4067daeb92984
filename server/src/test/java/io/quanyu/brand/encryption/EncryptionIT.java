package io.quanyu.brand.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerTest;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A rotation as an administrator begins and follows it, in a server that does all else too. */
@ServerTest
class EncryptionIT {

  private static final String FILE =
      """
      --x\r
      Content-Disposition: form-data; name="file"; filename="crm.csv"\r
      Content-Type: text/csv\r
      \r
      name,phone\r
      Mei,13800001234\r
      --x--\r
      """;

  private final JdbcClient jdbc;
  private final ServerClient client;

  EncryptionIT(Environment environment, JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.client = ServerClient.commandLine(environment);
  }

  @BeforeEach
  void nothingIsLeftOfOtherTests() {
    awaitEnd();
  }

  @Test
  void aFileOpensAfterItsMasterKeyWasReplacedAndDestroyed() {
    var upload =
        client.send(
            "POST",
            "/api/uploads",
            FILE,
            Map.of("Content-Type", "multipart/form-data; boundary=x"));
    assertThat(upload.status()).as(upload.response().body()).isEqualTo(201);
    long old = primary();

    assertThat(rotate(old).status()).isEqualTo(200);
    assertThat(rotate(old).status()).isEqualTo(200); // the same again
    awaitEnd();

    long replacing = primary();
    assertThat(replacing).isNotEqualTo(old);
    assertThat(key(replacing).get("madeBy").asString()).isEqualTo("local");
    assertThat(key(replacing).get("wraps").asLong()).isGreaterThanOrEqualTo(2);
    assertThat(key(old).get("state").asString()).isEqualTo("retired");
    assertThat(key(old).get("wraps").asLong()).isZero();

    var soon = destroy(old);
    assertThat(soon.status()).isEqualTo(409);
    assertThat(soon.json().get("type").asString()).endsWith("/key-just-retired");
    assertThat(told("encryption.destroy-key", old)).endsWith("refused");
    beforeAnHour();
    assertThat(destroy(old).status()).isEqualTo(200);
    assertThat(destroy(old).status()).isEqualTo(200);
    assertThat(key(old).get("state").asString()).isEqualTo("destroyed");
    assertThat(told("encryption.rotate", old)).isEqualTo("done, done");
    assertThat(told("encryption.destroy-key", old)).endsWith("refused, done, done");

    var guess =
        client.post(
            "/api/uploads/" + upload.json().get("id").asString() + "/mapping-guess",
            Map.of("kind", "customers"));
    assertThat(guess.status()).as(guess.response().body()).isEqualTo(200);
  }

  @Test
  void aKeyThatIsNeededOrUnknownIsRefused() {
    var inUse = destroy(primary());
    assertThat(inUse.status()).isEqualTo(409);
    assertThat(inUse.json().get("type").asString()).endsWith("/key-in-use");
    for (var answer : new ServerClient.Answer[] {destroy(1L << 40), rotate(1L << 40)}) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().get("type").asString()).endsWith("/key-unknown");
    }
    assertThat(client.post("/api/encryption/rotations", Map.of()).status()).isEqualTo(400);
  }

  private JsonNode state() {
    return client.get("/api/encryption").json();
  }

  private long primary() {
    for (var key : state().get("keys")) {
      if (key.get("state").asString().equals("primary")) {
        return key.get("id").asLong();
      }
    }
    throw new AssertionError("no key wraps");
  }

  private JsonNode key(long id) {
    for (var key : state().get("keys")) {
      if (key.get("id").asLong() == id) {
        return key;
      }
    }
    throw new AssertionError("no key " + id);
  }

  private ServerClient.Answer rotate(long replaced) {
    return client.post("/api/encryption/rotations", Map.of("replaces", replaced));
  }

  private ServerClient.Answer destroy(long id) {
    return client.post("/api/encryption/keys/" + id + "/destroy", Map.of());
  }

  private void awaitEnd() {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !state().has("rotation"));
  }

  /** Lets an hour have passed since the last rotation. */
  private void beforeAnHour() {
    jdbc.sql(
            """
            update platform_crypto.master_key set retired_at = retired_at - interval '1 hour'
            where retired_at is not null
            """)
        .update();
  }

  /** How requests about a master key ended, first one first. */
  private String told(String action, long key) {
    return String.join(
        ", ",
        jdbc.sql(
                """
                select outcome from brand_audit.entry
                where action = ? and object_kind = 'master-key' and object_id = ? order by entry_id
                """)
            .params(action, String.valueOf(key))
            .query(String.class)
            .list());
  }
}
