package io.quanyu.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import me.chanjar.weixin.cp.api.WxCpService;
import me.chanjar.weixin.cp.api.impl.WxCpServiceImpl;
import me.chanjar.weixin.cp.bean.external.WxCpMsgTemplate;
import me.chanjar.weixin.cp.bean.external.msg.Text;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sandbox in this process with a small world, time that stands still until it is moved, and the
 * client that the server uses.
 */
public final class RunningSandbox implements AutoCloseable {
  public static final String CORP = "ww0000000000000001";
  public static final String SECRET = "secret-of-the-app";
  public static final int AGENT = 1000002;

  /** 9 November 2026, noon in Shanghai: a month of 30 days. */
  public static final Instant START = Instant.parse("2026-11-09T04:00:00Z");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Sandbox sandbox;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningSandbox(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Starts on the directory; the world is whatever its journal says. */
  public static RunningSandbox on(Path data) {
    return new RunningSandbox(Sandbox.start(0, data, Clock.fixed(START, ZoneOffset.UTC)));
  }

  /**
   * Starts with one app, guides Ann and Bo in two departments, customers wm1 to wm3 of Ann, wm3
   * also of Bo.
   */
  public static RunningSandbox withWorld(Path data) {
    RunningSandbox running = on(data);
    running.post(
        "/sandbox/world",
        """
        {"app":{"corpid":"%s","agentid":%d,"secret":"%s"}}
        {"department":{"id":1,"name":"Brand","parentid":0}}
        {"department":{"id":2,"name":"Nanjing Road","parentid":1}}
        {"member":{"userid":"ann","name":"Ann","department":[1]}}
        {"member":{"userid":"bo","name":"Bo","department":[2]}}
        {"person":{"personId":"p1","unionid":"u1","externalUserid":"wm1","followedBy":["ann"]}}
        {"person":{"personId":"p2","externalUserid":"wm2","followedBy":["ann"]}}
        {"person":{"personId":"p3","externalUserid":"wm3","followedBy":["ann","bo"]}}
        {"person":{"personId":"p4","phone":"13800000004"}}
        """
            .formatted(CORP, AGENT, SECRET));
    return running;
  }

  public String url() {
    return sandbox.url();
  }

  /** The real client with its own token store. */
  public WxCpService client() {
    return client(url(), CORP, SECRET);
  }

  public WxCpService client(String corp, String secret) {
    return client(url(), corp, secret);
  }

  public static WxCpService client(String url, String corp, String secret) {
    WxCpDefaultConfigImpl config = new WxCpDefaultConfigImpl();
    config.setCorpId(corp);
    config.setCorpSecret(secret);
    config.setAgentId(AGENT);
    config.setBaseApiUrl(url);
    WxCpServiceImpl service = new WxCpServiceImpl();
    service.setWxCpConfigStorage(config);
    service.setRetrySleepMillis(1);
    return service;
  }

  public static WxCpMsgTemplate message(@Nullable String sender, String text, String... customers) {
    WxCpMsgTemplate template = new WxCpMsgTemplate();
    template.setChatType("single");
    template.setSender(sender);
    template.setExternalUserid(List.of(customers));
    template.setText(new Text().setContent(text));
    return template;
  }

  /** The member confirms; returns the counts by outcome. */
  public JsonNode confirm(String userid, String msgid) {
    return post("/sandbox/members/" + userid + "/confirm", "{\"msgid\":\"" + msgid + "\"}");
  }

  public void advanceSeconds(long seconds) {
    post("/sandbox/clock", "{\"advanceSeconds\":" + seconds + "}");
  }

  public JsonNode post(String path, String body) {
    return send(path, "POST", body, 200);
  }

  public JsonNode get(String path) {
    return send(path, "GET", "", 200);
  }

  public JsonNode send(String path, String method, String body, int expectedStatus) {
    HttpResponse<String> answer = exchange(path, method, body);
    if (answer.statusCode() != expectedStatus) {
      throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
    }
    return MAPPER.readTree(answer.body());
  }

  /** Returns when nobody has anything left to do, with what the population did. */
  public JsonNode awaitIdle() {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (true) {
      JsonNode population = get("/sandbox/population");
      if (population.path("idle").asBoolean()) {
        return population;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("people are still busy: " + population);
      }
    }
  }

  /** The campaign's line of the books. */
  public JsonNode campaign(String mark) {
    for (JsonNode node : get("/sandbox/books").path("marks")) {
      if (node.path("mark").asString().equals(mark)) {
        return node;
      }
    }
    throw new AssertionError("the books have no mark " + mark);
  }

  /** JSON lines. */
  public List<JsonNode> lines(String path) {
    return exchange(path, "GET", "").body().lines().map(MAPPER::readTree).toList();
  }

  public HttpResponse<String> exchange(String path, String method, String body) {
    try {
      return exchange(path, method, body, Map.of());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * One request.
   *
   * @throws IOException if there was no answer
   */
  public HttpResponse<String> exchange(
      String path, String method, String body, Map<String, String> headers) throws IOException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url() + path))
              .method(method, HttpRequest.BodyPublishers.ofString(body));
      headers.forEach(request::header);
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
    http.shutdownNow();
  }
}
