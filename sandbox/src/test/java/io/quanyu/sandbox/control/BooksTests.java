package io.quanyu.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.sandbox.RunningSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.cp.api.WxCpExternalContactService;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The sums are kept up entry by entry; the rows are what they must come to. */
class BooksTests {
  private static final List<String> MARKS = List.of("qy-abcd1", "qy-abcd2", "");
  private static final List<String> CUSTOMERS = List.of("wm1", "wm2", "wm3");

  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theSumsAreThoseOfTheRows(long seed) throws WxErrorException, IOException {
    Random random = new Random(seed);
    try (RunningSandbox sandbox = RunningSandbox.withWorld(data)) {
      sandbox.post("/sandbox/world", "{\"smsAccount\":{\"apiKey\":\"a\",\"keyed\":false}}");
      for (int step = 0; step < 60; step++) {
        act(sandbox, random);
      }
      compare(sandbox);
    }
    try (RunningSandbox sandbox = RunningSandbox.on(data)) {
      compare(sandbox);
    }
  }

  private static void act(RunningSandbox sandbox, Random random)
      throws WxErrorException, IOException {
    WxCpExternalContactService contacts = sandbox.client().getExternalContactService();
    String mark = MARKS.get(random.nextInt(MARKS.size()));
    String customer = CUSTOMERS.get(random.nextInt(CUSTOMERS.size()));
    switch (random.nextInt(5)) {
      case 0 -> {
        String msgid =
            contacts
                .addMsgTemplate(RunningSandbox.message("ann", "hi " + mark, customer))
                .getMsgId();
        if (random.nextBoolean()) {
          sandbox.confirm("ann", msgid);
        }
      }
      case 1 -> {
        // Ann and Bo each have a task.
        String msgid =
            contacts
                .addMsgTemplate(RunningSandbox.message(null, "hi " + mark, "wm1", "wm3"))
                .getMsgId();
        if (random.nextBoolean()) {
          sandbox.confirm("ann", msgid);
        }
        contacts.cancelGroupMsgSend(msgid);
      }
      case 2 ->
          sandbox.exchange(
              "/sms/v1/messages",
              "POST",
              """
              {"batch":"%s","messages":[{"ref":"1","to":"13800000004","text":"【泉域】hi"},{"ref":"2","to":"13800000005","text":"【泉域】hi"}]}
              """
                  .formatted(mark.isEmpty() ? "b" : mark),
              Map.of("Authorization", "Bearer a"));
      case 3 -> sandbox.post("/sandbox/customers/" + customer + "/remove", "{\"userid\":\"ann\"}");
      default -> sandbox.post("/sandbox/customers/" + customer + "/add", "{\"userid\":\"ann\"}");
    }
  }

  private static void compare(RunningSandbox sandbox) {
    Map<String, Map<String, Integer>> outcomes = new HashMap<>();
    Map<String, Map<String, Integer>> delivered = new HashMap<>();
    for (JsonNode row : sandbox.lines("/sandbox/books/deliveries")) {
      String mark = row.path("mark").asString("");
      String outcome = row.path("outcome").asString();
      outcomes.computeIfAbsent(mark, _ -> new HashMap<>()).merge(outcome, 1, Integer::sum);
      if (outcome.equals("delivered")) {
        delivered
            .computeIfAbsent(mark, _ -> new HashMap<>())
            .merge(row.path("personId").asString(), 1, Integer::sum);
      }
    }
    List<String> marks = new ArrayList<>();
    for (JsonNode sum : sandbox.get("/sandbox/books").path("marks")) {
      String mark = sum.path("mark").asString();
      marks.add(mark);
      for (String outcome :
          List.of("waiting", "cancelled", "delivered", "notFriend", "overQuota", "failed")) {
        assertThat(sum.path(outcome).asInt())
            .as(mark + " " + outcome)
            .isEqualTo(outcomes.getOrDefault(mark, Map.of()).getOrDefault(outcome, 0));
      }
      Map<String, Integer> times = delivered.getOrDefault(mark, Map.of());
      assertThat(sum.path("persons").asInt()).isEqualTo(times.size());
      assertThat(sum.path("duplicates").asLong())
          .isEqualTo(times.values().stream().filter(it -> it > 1).count());
    }
    assertThat(marks).containsAll(outcomes.keySet());
  }
}
