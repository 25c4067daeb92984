package io.quanyu.demo;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.http.HttpRequest.BodyPublisher;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The second person whom a broadcast needs: another operator. She signs in as people do; nobody
 * keeps her password.
 */
final class SecondPerson {

  private static final String USERNAME = "demo.approver";
  private static final Map<String, String> JSON_BODY = Map.of("Content-Type", "application/json");

  private final DemoServer server;

  SecondPerson(DemoServer server) {
    this.server = server;
  }

  /** Lets a broadcast go that waits for review. */
  void approve(String broadcastId) {
    String oneTime = oneTimePassword();
    CookieManager cookies = new CookieManager();
    try (JsonHttp http = new JsonHttp(server.base(), "the server", cookies)) {
      Session session = new Session(http, cookies);
      ObjectNode signIn = DemoServer.JSON.createObjectNode();
      session.send(
          "POST", "/api/session", signIn.put("username", USERNAME).put("password", oneTime));
      ObjectNode change = DemoServer.JSON.createObjectNode();
      session.send(
          "POST",
          "/api/session/password",
          change.put("currentPassword", oneTime).put("newPassword", random()));
      ObjectNode approval = DemoServer.JSON.createObjectNode();
      session.send(
          "POST",
          "/api/broadcasts/" + broadcastId + "/approve",
          approval.put("comment", "演示批准 Approved by the demo"));
      session.send("DELETE", "/api/session", null);
    }
  }

  /** Of hers: a new one if she is here from an earlier run. */
  private String oneTimePassword() {
    String cursor = "";
    do {
      JsonNode page = server.get("/api/staff?limit=200" + cursor);
      for (JsonNode member : page.path("items")) {
        if (member.path("username").asString().equals(USERNAME)) {
          String path = "/api/staff/" + member.path("id").asString() + "/reset-password";
          return server.post(path).path("oneTimePassword").asString();
        }
      }
      String next = DemoServer.textOf(page, "nextCursor");
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    ObjectNode draft = DemoServer.JSON.createObjectNode();
    draft.put("username", USERNAME).put("displayName", "演示审批人 Demo approver");
    draft.putArray("assignments").addObject().put("role", "operator").put("scope", "brand");
    return server.post("/api/staff", draft).path("oneTimePassword").asString();
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A browser's session: cookies, and the header against forged requests. */
  private record Session(JsonHttp http, CookieManager cookies) {
    void send(String method, String path, @Nullable ObjectNode body) {
      Map<String, String> headers = new HashMap<>(body == null ? Map.of() : JSON_BODY);
      for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
        if (cookie.getName().equals("XSRF-TOKEN")) {
          headers.put("X-XSRF-TOKEN", cookie.getValue());
        }
      }
      BodyPublisher content = body == null ? null : JsonHttp.jsonOf(body);
      http.send(method, path, content, headers);
    }
  }
}
