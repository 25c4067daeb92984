package io.quanyu.sandbox.population;

import static io.quanyu.sandbox.RunningSandbox.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.sandbox.RunningSandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.cp.api.WxCpExternalContactService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** People who act by themselves. */
class PopulationTests {
  private static final String AT_ONCE =
      "\"confirmAfterMs\":{\"min\":0,\"max\":0},\"reactAfterMs\":{\"min\":0,\"max\":0}";

  @TempDir Path data;
  @TempDir Path otherData;
  private RunningSandbox sandbox;
  private WxCpExternalContactService contacts;

  @BeforeEach
  void start() {
    sandbox = RunningSandbox.withWorld(data);
    contacts = sandbox.client().getExternalContactService();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void guidesConfirmAndCustomersReact() throws WxErrorException {
    live("\"confirmShare\":1,\"openShare\":1,\"clickShare\":1,\"blockShare\":1");
    contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1", "wm2", "wm3"));
    JsonNode done = sandbox.awaitIdle();
    assertThat(done.path("confirmed").asInt()).isEqualTo(1);
    JsonNode books = sandbox.campaign("qy-abcd1");
    for (String figure : List.of("delivered", "opened", "clicked", "blocked")) {
      assertThat(books.path(figure).asInt()).as(figure).isEqualTo(3);
    }
    assertThat(books.path("replied").asInt()).isZero();
    contacts.addMsgTemplate(message("ann", "hi qy-abcd2", "wm1", "wm2"));
    contacts.addMsgTemplate(message("bo", "hi qy-abcd2", "wm3"));
    sandbox.awaitIdle();
    books = sandbox.campaign("qy-abcd2");
    assertThat(books.path("notFriend").asInt()).as("they had left Ann").isEqualTo(2);
    assertThat(books.path("delivered").asInt()).as("but not Bo").isEqualTo(1);
  }

  @Test
  void whoNeverConfirmsDoesNotKeepItBusy() throws WxErrorException {
    live("\"confirmShare\":0");
    contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1"));
    sandbox.awaitIdle();
    assertThat(sandbox.campaign("qy-abcd1").path("waiting").asInt()).isEqualTo(1);
  }

  @Test
  void whatWaitsWhenItStartsIsConfirmedToo() throws WxErrorException {
    String cancelled = contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1")).getMsgId();
    contacts.cancelGroupMsgSend(cancelled);
    contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm2"));
    live("\"confirmShare\":1");
    sandbox.awaitIdle();
    JsonNode books = sandbox.campaign("qy-abcd1");
    assertThat(books.path("delivered").asInt()).isEqualTo(1);
    assertThat(books.path("cancelled").asInt()).isEqualTo(1);
    assertThat(books.path("waiting").asInt()).isZero();
  }

  /** With waits of an hour nothing can happen before the message is taken back. */
  @Test
  void whatIsTakenBackIsNotConfirmed() throws WxErrorException {
    sandbox.post(
        "/sandbox/population",
        "{\"confirmShare\":1,\"confirmAfterMs\":{\"min\":3600000,\"max\":3600000}}");
    String msgid = contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1")).getMsgId();
    JsonNode busy = sandbox.get("/sandbox/population");
    assertThat(busy.path("idle").asBoolean()).isFalse();
    assertThat(busy.path("pending").path("confirmations").asInt()).isEqualTo(1);
    contacts.cancelGroupMsgSend(msgid);
    assertThat(sandbox.awaitIdle().path("confirmed").asInt()).isZero();
    assertThat(sandbox.campaign("qy-abcd1").path("cancelled").asInt()).isEqualTo(1);
  }

  @Test
  void goesOnAfterARestart() throws WxErrorException {
    sandbox.post(
        "/sandbox/population",
        "{\"seed\":7,\"confirmShare\":1,\"confirmAfterMs\":{\"min\":3600000,\"max\":3600000}}");
    contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1"));
    sandbox.close();
    sandbox = RunningSandbox.on(data);
    JsonNode population = sandbox.get("/sandbox/population");
    assertThat(population.path("settings").path("seed").asInt()).isEqualTo(7);
    assertThat(population.path("pending").path("confirmations").asInt()).isEqualTo(1);
    live("\"confirmShare\":1");
    sandbox.awaitIdle();
    assertThat(sandbox.campaign("qy-abcd1").path("delivered").asInt()).isEqualTo(1);
  }

  @Test
  void stopsWhenToldTo() throws WxErrorException {
    live("\"confirmShare\":1");
    JsonNode stopped = sandbox.send("/sandbox/population", "DELETE", "", 200);
    assertThat(stopped.path("running").asBoolean()).isFalse();
    contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1"));
    sandbox.awaitIdle();
    assertThat(sandbox.campaign("qy-abcd1").path("waiting").asInt()).isEqualTo(1);
  }

  /**
   * Decisions hang on seed, person and campaign; not on when, by how many calls or in what order.
   */
  @Test
  void decidesTheSameWhateverTheTiming() throws WxErrorException {
    String people =
        IntStream.range(0, 200)
            .mapToObj(i ->
                """
                {"person":{"personId":"q%d","externalUserid":"wmq%d","followedBy":["ann"]}}
                """
                    .formatted(i, i))
            .collect(Collectors.joining());
    String shares =
        "\"seed\":3,\"confirmShare\":1,\"openShare\":0.5,\"clickShare\":0.5,\"blockShare\":0.2";
    String[] ids = IntStream.range(0, 200).mapToObj(i -> "wmq" + i).toArray(String[]::new);
    sandbox.post("/sandbox/world", people);
    live(shares);
    contacts.addMsgTemplate(message("ann", "hi qy-abcd1", ids));
    sandbox.awaitIdle();
    try (RunningSandbox other = RunningSandbox.withWorld(otherData)) {
      other.post("/sandbox/world", people);
      for (int from = 150; from >= 0; from -= 50) {
        other
            .client()
            .getExternalContactService()
            .addMsgTemplate(
                message(
                    "ann",
                    "again qy-abcd1",
                    List.of(ids).subList(from, from + 50).toArray(String[]::new)));
      }
      other.post(
          "/sandbox/population",
          "{%s,\"confirmAfterMs\":{\"min\":0,\"max\":20},\"reactAfterMs\":{\"min\":0,\"max\":20}}"
              .formatted(shares));
      other.awaitIdle();
      assertThat(other.campaign("qy-abcd1")).isEqualTo(sandbox.campaign("qy-abcd1"));
    }
    JsonNode books = sandbox.campaign("qy-abcd1");
    // Four standard deviations of the binomial.
    assertThat(books.path("opened").asInt()).isBetween(72, 128);
    assertThat(books.path("blocked").asInt()).isBetween(17, 63);
    assertThat(books.path("clicked").asInt()).isLessThan(books.path("opened").asInt());
  }

  @Test
  void refusesNonsense() {
    for (String body :
        List.of(
            "{\"confirmShare\":1.1}",
            "{\"openShare\":-0.1}",
            "{\"openShare\":\"half\"}",
            "{\"confirmAfterMs\":{\"min\":2,\"max\":1}}",
            "{\"reactAfterMs\":{\"max\":3600001}}")) {
      sandbox.send("/sandbox/population", "POST", body, 400);
    }
  }

  @Test
  void sendsPeopleShopping() throws WxErrorException {
    sandbox.post(
        "/sandbox/world",
        """
        {"person":{"personId":"p1","externalUserid":"wm1","followedBy":["ann"],"buyer":{"openid":"o1","n":1}}}
        """);
    sandbox.confirm(
        "ann", contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1")).getMsgId());
    String body =
        """
        {"seed":1,"mark":"qy-abcd1","baseRate":0.5,"lift":1,"averageOrderMinor":10000,"currency":"CNY",
         "placedFrom":"2026-11-10T00:00:00Z","placedUntil":"2026-11-11T00:00:00Z","skus":["A1"]}
        """;
    JsonNode sum = sandbox.post("/sandbox/population/shopping", body);
    assertThat(sum.path("people").asInt()).isEqualTo(4);
    assertThat(sum.path("reached").asInt()).isEqualTo(1);
    assertThat(sum.path("buyersReached").asInt()).isEqualTo(1);
    List<JsonNode> orders = sandbox.lines("/sandbox/orders?mark=qy-abcd1");
    assertThat(orders).hasSize(sum.path("orders").asInt());
    JsonNode order = orders.getFirst();
    assertThat(order.path("personId").asString()).isEqualTo("p1");
    assertThat(order.path("buyer").toString()).isEqualTo("{\"openid\":\"o1\",\"n\":1}");
    assertThat(order.path("orderNo").asString()).matches("SX[0-9a-f]{16}");
    assertThat(order.path("placedAt").asString()).startsWith("2026-11-10T");
    assertThat(order.path("sku").asString()).isEqualTo("A1");
    assertThat(order.path("currency").asString()).isEqualTo("CNY");
    assertThat(sandbox.campaign("qy-abcd1").path("bought").asInt()).isEqualTo(1);
    sandbox.close();
    sandbox = RunningSandbox.on(data);
    assertThat(sandbox.post("/sandbox/population/shopping", body)).isEqualTo(sum);
    assertThat(sandbox.lines("/sandbox/orders")).isEqualTo(orders);
  }

  @Test
  void refusesImpossibleShopping() throws WxErrorException {
    contacts.addMsgTemplate(message("ann", "hi qy-abcd1", "wm1"));
    String good =
        """
        {"mark":"qy-abcd1","baseRate":0.5,"lift":1,"placedFrom":"2026-11-10T00:00:00Z","placedUntil":"2026-11-11T00:00:00Z"}
        """;
    for (Map.Entry<String, String> wrong :
        Map.of(
                "qy-abcd1", "qy-none1",
                "0.5", "0.6",
                "\"lift\":1", "\"lift\":-1.1",
                "2026-11-11", "2026-11-10")
            .entrySet()) {
      sandbox.send(
          "/sandbox/population/shopping",
          "POST",
          good.replace(wrong.getKey(), wrong.getValue()),
          400);
    }
    sandbox.post("/sandbox/population/shopping", good);
  }

  private void live(String shares) {
    sandbox.post("/sandbox/population", "{" + shares + "," + AT_ONCE + "}");
  }
}
