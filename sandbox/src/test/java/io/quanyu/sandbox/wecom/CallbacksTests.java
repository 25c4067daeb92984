package io.quanyu.sandbox.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quanyu.sandbox.RunningSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.cp.bean.message.WxCpXmlMessage;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import me.chanjar.weixin.cp.util.crypto.WxCpCryptUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callbacks as the real client reads them (facts 5.5, 5.6). */
class CallbacksTests {
  private static final String TOKEN = "QDG6eK";
  private static final String KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

  private record Received(Map<String, String> query, String body) {}

  @TempDir Path data;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final WxCpDefaultConfigImpl config = new WxCpDefaultConfigImpl();
  private RunningSandbox sandbox;
  private HttpServer receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/callback", this::receive);
    receiver.start();
    config.setCorpId(RunningSandbox.CORP);
    config.setToken(TOKEN);
    config.setAesKey(KEY);
    sandbox = RunningSandbox.withWorld(data);
    sandbox.post(
        "/sandbox/world",
        """
        {"app":{"corpid":"%s","agentid":%d,"secret":"%s","callbackUrl":"http://127.0.0.1:%d/callback","callbackToken":"%s","callbackAesKey":"%s"}}
        """
            .formatted(
                RunningSandbox.CORP,
                RunningSandbox.AGENT,
                RunningSandbox.SECRET,
                receiver.getAddress().getPort(),
                TOKEN,
                KEY));
  }

  @AfterEach
  void stop() {
    sandbox.close();
    receiver.stop(0);
  }

  @Test
  void tellsThatACustomerWasAdded() throws InterruptedException {
    sandbox.post("/sandbox/customers/wm1/add", "{\"userid\":\"bo\",\"state\":\"shop-7\"}");
    WxCpXmlMessage message = next();
    assertThat(message.getEvent()).isEqualTo("change_external_contact");
    assertThat(message.getChangeType()).isEqualTo("add_external_contact");
    assertThat(message.getToUserName()).isEqualTo(RunningSandbox.CORP);
    assertThat(message.getFromUserName()).isEqualTo("sys");
    assertThat(message.getUserId()).isEqualTo("bo");
    assertThat(message.getExternalUserId()).isEqualTo("wm1");
    assertThat(message.getState()).isEqualTo("shop-7");
    assertThat(message.getWelcomeCode()).isNotBlank();
    assertThat(message.getCreateTime()).isEqualTo(RunningSandbox.START.getEpochSecond());
  }

  @Test
  void tellsWhoRemovedWhom() throws InterruptedException {
    sandbox.post("/sandbox/customers/wm3/remove", "{\"userid\":\"ann\"}");
    assertThat(next().getChangeType()).isEqualTo("del_follow_user");
    sandbox.post("/sandbox/members/bo/remove", "{\"externalUserid\":\"wm3\"}");
    assertThat(next().getChangeType()).isEqualTo("del_external_contact");
  }

  /** Customers who leave by themselves are user actions too; confirmations by guides are none. */
  @Test
  void tellsWhomThePopulationLeft() throws WxErrorException, InterruptedException {
    sandbox.post(
        "/sandbox/population",
        """
        {"confirmShare":1,"blockShare":1,"confirmAfterMs":{"min":0,"max":0},"reactAfterMs":{"min":0,"max":0}}
        """);
    sandbox
        .client()
        .getExternalContactService()
        .addMsgTemplate(RunningSandbox.message("ann", "hi", "wm1", "wm2"));
    String first = next().getExternalUserId();
    String second = next().getExternalUserId();
    assertThat(List.of(first, second)).containsExactlyInAnyOrder("wm1", "wm2");
    sandbox.awaitIdle();
    assertThat(received).isEmpty();
  }

  /** A later user action is a fence: whatever the API had caused would have come before it. */
  @Test
  void apiActionsAndRepetitionsCauseNone() throws WxErrorException, InterruptedException {
    String msgid =
        sandbox
            .client()
            .getExternalContactService()
            .addMsgTemplate(RunningSandbox.message("ann", "hi", "wm1"))
            .getMsgId();
    sandbox.confirm("ann", msgid);
    sandbox.client().getExternalContactService().cancelGroupMsgSend(msgid);
    sandbox.post("/sandbox/customers/wm1/add", "{\"userid\":\"ann\"}");
    sandbox.post("/sandbox/customers/wm1/remove", "{\"userid\":\"ann\"}");
    assertThat(next().getChangeType()).isEqualTo("del_follow_user");
    assertThat(received).isEmpty();
  }

  @Test
  void triesFourTimesInAll() throws InterruptedException {
    failures.set(3);
    sandbox.post("/sandbox/customers/wm1/remove", "{\"userid\":\"ann\"}");
    for (int attempt = 0; attempt < 4; attempt++) {
      assertThat(next().getChangeType()).isEqualTo("del_follow_user");
    }
    failures.set(4);
    sandbox.post("/sandbox/customers/wm2/remove", "{\"userid\":\"ann\"}");
    for (int attempt = 0; attempt < 4; attempt++) {
      assertThat(next().getExternalUserId()).isEqualTo("wm2");
    }
    assertThat(received).isEmpty();
  }

  @Test
  void checksTheUrl() {
    assertThat(checkPasses()).isTrue();
    config.setAesKey("a".repeat(43));
    assertThat(checkPasses()).isFalse();
  }

  private boolean checkPasses() {
    return sandbox
        .post("/sandbox/apps/" + RunningSandbox.AGENT + "/check-callback", "")
        .path("passed")
        .asBoolean();
  }

  private WxCpXmlMessage next() throws InterruptedException {
    Received it = received.poll(20, TimeUnit.SECONDS);
    assertThat(it).as("a callback").isNotNull();
    return WxCpXmlMessage.fromEncryptedXml(
        it.body(),
        config,
        it.query().get("timestamp"),
        it.query().get("nonce"),
        it.query().get("msg_signature"));
  }

  private void receive(HttpExchange exchange) throws IOException {
    Map<String, String> query = new HashMap<>();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    byte[] answer = new byte[0];
    int status = 200;
    if (exchange.getRequestMethod().equals("GET")) {
      try {
        answer =
            new WxCpCryptUtil(config)
                .decrypt(query.get("echostr"))
                .getBytes(StandardCharsets.UTF_8);
      } catch (RuntimeException e) {
        status = 400;
      }
    } else {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      status = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 500 : 200;
      received.add(new Received(query, body));
    }
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
