package io.quanyu.demo;

import io.quanyu.demo.DemoServer.Versioned;
import io.quanyu.demo.generator.DemoBrand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the sandbox of the brand's people, and sets the server's channels to it, as an
 * administrator would set them to WeCom and an SMS gateway; then has the guides' contacts read.
 * Done again after every start: ports change.
 */
final class SettingUpChannels {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int CALLS_PER_MINUTE = 3_000;
  private static final int TEXTS_PER_CALL = 1_000;

  private final DemoServer server;
  private final DemoSandbox sandbox;
  private final VendorAccounts accounts;
  private final Progress progress;

  SettingUpChannels(
      DemoServer server, DemoSandbox sandbox, VendorAccounts accounts, Progress progress) {
    this.server = server;
    this.sandbox = sandbox;
    this.accounts = accounts;
    this.progress = progress;
  }

  /** Does all of it but wait for the contacts; tells nobody how far it is. */
  void setUp(Path world, int people) {
    if (sandbox.get("/sandbox/world").path("people").asInt() < people) {
      sandbox.tellAll(world);
    }
    setUpWecom();
    setUpSms();
    neverSleep();
    server.post("/api/channels/wecom/contacts/sync");
  }

  private void setUpWecom() {
    String path = "/api/channels/wecom";
    Versioned now = server.getVersioned(path);
    String corpId = DemoServer.textOf(now.body(), "corpId");
    if (corpId != null && !corpId.equals(accounts.corpId())) {
      throw new DemoFailure(
          "this data directory is connected with WeCom ("
              + corpId
              + "), not with the sandbox; use another --data for the demo");
    }
    ObjectNode settings = DemoServer.JSON.createObjectNode();
    settings.put("corpId", accounts.corpId());
    settings.put("agentId", accounts.agentId());
    settings.put("apiBaseUrl", withoutSlash(sandbox.base().toString()));
    settings.put("secret", accounts.secret());
    settings.put("token", accounts.token());
    settings.put("aesKey", accounts.aesKey());
    JsonNode saved = server.put(path, settings, now.etag());
    ObjectNode line = DemoServer.JSON.createObjectNode();
    line.putObject("app")
        .put("corpid", accounts.corpId())
        .put("agentid", accounts.agentId())
        .put("secret", accounts.secret())
        .put("callbackUrl", callbackUrl(saved))
        .put("callbackToken", accounts.token())
        .put("callbackAesKey", accounts.aesKey());
    sandbox.tell(line);
  }

  private void setUpSms() {
    String path = "/api/channels/sms";
    Versioned now = server.getVersioned(path);
    ObjectNode settings = DemoServer.JSON.createObjectNode();
    settings.put("baseUrl", withoutSlash(sandbox.base().toString()));
    settings.put("apiKey", accounts.smsApiKey());
    settings.put("signature", DemoBrand.NAME);
    settings.put("pricePerPart", 0.045);
    settings.put("currency", DemoBrand.CURRENCY);
    settings.put("isKeyed", true);
    settings.put("callsPerMinute", CALLS_PER_MINUTE);
    settings.put("recipientsMax", TEXTS_PER_CALL);
    settings.put("callbackSecret", accounts.callbackSecret());
    JsonNode saved = server.put(path, settings, now.etag());
    ObjectNode line = DemoServer.JSON.createObjectNode();
    line.putObject("smsAccount")
        .put("apiKey", accounts.smsApiKey())
        .put("keyed", true)
        .put("callbackUrl", callbackUrl(saved))
        .put("callbackSecret", accounts.callbackSecret());
    sandbox.tell(line);
  }

  private String callbackUrl(JsonNode saved) {
    return server.base().resolve(saved.path("callbackPath").asString()).toString();
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Whoever tries the demo at night would wait until the morning: no quiet hours. */
  private void neverSleep() {
    Versioned now = server.getVersioned("/api/contact-policy");
    if (now.body() instanceof ObjectNode policy && policy.path("quietHours").isObject()) {
      ObjectNode awake = policy.deepCopy();
      awake.remove("quietHours");
      awake.remove("version");
      server.put("/api/contact-policy", awake, now.etag());
    }
  }

  /** Waits until the guides' contacts are customers. */
  void awaitContacts() {
    progress.begin("reading the guides' contacts");
    JsonNode sync = server.get("/api/channels/wecom/contacts");
    while (true) {
      switch (sync.path("state").asString()) {
        case "ended" -> {
          progress.end(
              String.format(
                  Locale.ROOT,
                  "%,d contacts of %,d guides",
                  sync.path("contacts").asLong(),
                  sync.path("members").asLong()));
          return;
        }
        case "failed" ->
            throw new DemoFailure(
                "the contacts could not be read: " + DemoServer.textOf(sync, "failure"));
        default -> {
          JsonNode done = sync.path("progress");
          if (done.isObject()) {
            progress.tell(
                done.path("membersDone").asDouble()
                    / Math.max(1, done.path("membersTotal").asInt()),
                "");
          } else {
            progress.tell(""); // all are read; now they are joined with the customers
          }
          Background.pause(POLL);
          sync = server.get("/api/channels/wecom/contacts");
        }
      }
    }
  }
}
