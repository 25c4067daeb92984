package io.quanyu.demo;

import io.quanyu.demo.generator.DemoBrand;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The demo's one broadcast: invites those who bought once to come back, over WeCom where somebody
 * has a guide and by SMS else, with a fifth held back to measure the effect against. It goes as any
 * goes: written, submitted, approved by a second person. What an earlier run did is found by name
 * and not done again.
 */
final class SendingBroadcast {

  static final String NAME = "首单复购邀请 Come back";

  /** Whoever is held back tells what would have happened anyway. */
  private static final int CONTROL_BP = 2_000;

  private static final int EFFECT_DAYS = 7;

  /** All guides of the demo confirm within a second or so; the back-up is for those of a user. */
  private static final int BACK_UP_AFTER_MINUTES = 1;

  private static final Duration ANSWERED_MAX = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final String LINK = "https://lanchi.example/again";

  private final DemoServer server;
  private final DemoSandbox sandbox;
  private final Progress progress;

  SendingBroadcast(DemoServer server, DemoSandbox sandbox, Progress progress) {
    this.server = server;
    this.sandbox = sandbox;
    this.progress = progress;
  }

  /**
   * A broadcast of which everybody has been told whom a vendor can tell.
   *
   * @param mark under which the sandbox's books sum it
   */
  record Sent(String id, String mark, Instant launchedAt, boolean reused) {}

  /** Sends it, or waits for one that is under way. */
  Sent ensure(String segmentId) {
    progress.begin("sending the broadcast");
    JsonNode found = find("/api/broadcasts", NAME);
    String id = (found == null ? create(segmentId) : found).path("id").asString();
    String path = "/api/broadcasts/" + id;
    String state = server.get(path).path("state").asString();
    if (state.equals("draft")) {
      server.post(path + "/submit");
      state = server.get(path).path("state").asString();
    }
    if (state.equals("in_review")) {
      new SecondPerson(server).approve(id);
    }
    JsonNode results = awaitAnswers(path);
    JsonNode broadcast = server.get(path);
    progress.end(
        String.format(
            Locale.ROOT,
            "%,d chosen, %,d reached%s",
            results.path("chosen").asLong(),
            results.path("customers").path("reached").asLong(),
            found == null ? "" : ", sent before"));
    return new Sent(
        id,
        broadcast.path("mark").asString(),
        Instant.parse(broadcast.path("launchedAt").asString()),
        found != null);
  }

  /** Waits until no message is on its way and nobody in the sandbox is about to react. */
  private JsonNode awaitAnswers(String path) {
    long deadline = System.nanoTime() + ANSWERED_MAX.toNanos();
    while (true) {
      JsonNode broadcast = server.get(path);
      String state = broadcast.path("state").asString();
      if (state.equals("stopped") || state.equals("paused")) {
        throw new DemoFailure("somebody has " + state + " the demo's broadcast; see the console");
      }
      if (broadcast.hasNonNull("launchedAt")) {
        JsonNode results = server.get(path + "/results");
        long pending = results.path("customers").path("pending").asLong();
        if (pending == 0 && sandbox.get("/sandbox/population").path("idle").asBoolean()) {
          return results;
        }
        double chosen = Math.max(1, results.path("chosen").asDouble());
        progress.tell(1 - pending / chosen, "answered");
      }
      if (System.nanoTime() > deadline) {
        String failure = DemoServer.textOf(broadcast, "failure");
        throw new DemoFailure(
            "the broadcast was not answered within "
                + ANSWERED_MAX.toMinutes()
                + " minutes"
                + (failure == null ? "; see the server's log" : ": " + failure));
      }
      Background.pause(POLL);
    }
  }

  private JsonNode create(String segmentId) {
    JsonNode template = find("/api/message-templates", NAME);
    if (template == null) {
      template = server.post("/api/message-templates", template(), UUID.randomUUID().toString());
    }
    ObjectNode draft = DemoServer.JSON.createObjectNode();
    draft.put("name", NAME);
    draft.put("segmentId", segmentId);
    draft.put("templateId", template.path("id").asString());
    draft.putArray("channels").add("wecom").add("sms");
    draft.put("backUpAfterMinutes", BACK_UP_AFTER_MINUTES);
    draft.put("controlBp", CONTROL_BP);
    draft.put("spreadMinutes", 0);
    draft.put("effectDays", EFFECT_DAYS);
    draft.put("currency", DemoBrand.CURRENCY);
    return server.post("/api/broadcasts", draft, UUID.randomUUID().toString());
  }

  private static ObjectNode template() {
    ObjectNode template = DemoServer.JSON.createObjectNode();
    template.put("name", NAME).put("purpose", "marketing");
    ObjectNode contents = template.putObject("contents");
    ObjectNode wecom = contents.putObject("wecom");
    wecom.put("text", "好久不见！您的第二单享受 8 折，店里也给您留了一份小礼物。");
    wecom.putObject("link").put("url", LINK).put("title", "领取八折券");
    ObjectNode sms = contents.putObject("sms");
    sms.put("text", "${name}，您的第二单享8折，本周有效，点开即领");
    sms.putObject("link").put("url", LINK).put("title", "领取八折券");
    template.putObject("fallbacks").put("name", "亲爱的会员");
    return template;
  }

  /** The item of a list that has this name. */
  private @Nullable JsonNode find(String path, String name) {
    String cursor = "";
    do {
      JsonNode page = server.get(path + "?limit=200" + cursor);
      for (JsonNode item : page.path("items")) {
        if (item.path("name").asString().equals(name)) {
          return item;
        }
      }
      String next = DemoServer.textOf(page, "nextCursor");
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return null;
  }
}
