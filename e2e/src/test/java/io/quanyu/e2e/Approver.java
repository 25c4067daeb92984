package io.quanyu.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The second person whom a broadcast needs, as she signs in with a browser and approves. */
final class Approver {

  private static final String USERNAME = "approver";

  private final URI address;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();

  private Approver(URI address) {
    this.address = address;
  }

  /** Approves a broadcast that waits for review; she is added to the staff the first time. */
  static void approve(ServerProcess server, String broadcastId) {
    var api = server.api();
    var oneTime = oneTimePassword(api);
    var session = new Approver(server.address());
    session.post("/api/session", api.object().put("username", USERNAME).put("password", oneTime));
    session.post(
        "/api/session/password",
        api.object()
            .put("currentPassword", oneTime)
            .put("newPassword", UUID.randomUUID().toString()));
    session.post("/api/broadcasts/" + broadcastId + "/approve", api.object().put("comment", "ok"));
  }

  private static String oneTimePassword(QuanyuApi api) {
    for (var member : api.get("/api/staff?limit=200").get("items")) {
      if (member.get("username").asString().equals(USERNAME)) {
        return api.post("/api/staff/" + member.get("id").asString() + "/reset-password", null)
            .get("oneTimePassword")
            .asString();
      }
    }
    var draft = api.object().put("username", USERNAME).put("displayName", "Approver");
    draft.putArray("assignments").addObject().put("role", "operator").put("scope", "brand");
    return api.post("/api/staff", draft).get("oneTimePassword").asString();
  }

  private void post(String path, JsonNode body) {
    var request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
      if (cookie.getName().equals("XSRF-TOKEN")) {
        request.header("X-XSRF-TOKEN", cookie.getValue());
      }
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(
            path + " answered " + response.statusCode() + ": " + response.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
