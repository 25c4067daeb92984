package io.quanyu.sandbox.wecom;

import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells the apps what users did: encrypted, signed, POSTed to the URL that the app configured,
 * within five seconds, retried up to three times (facts 5.5). Order is not promised, and what fails
 * every time is lost, as with the vendor; the books count both.
 */
public final class Callbacks implements AutoCloseable {
  /** How long the receiver may take. */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Tries in all: the first and three more. */
  static final int ATTEMPTS_MAX = 4;

  /** Callbacks at the same time: when many people act at once, the rest waits. */
  private static final int CONCURRENT_MAX = 16;

  private final Ledger ledger;
  private final HttpClient http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore permits = new Semaphore(CONCURRENT_MAX);
  private final AtomicInteger inFlight = new AtomicInteger();

  /** Callbacks to the apps of this state. */
  public Callbacks(Ledger ledger) {
    this.ledger = ledger;
    this.http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  }

  /** Sends the event to every app that has a callback; returns at once. */
  public void tell(UserEvent event) {
    List<Entry.AppAdded> apps =
        ledger.call(state ->
            state.world().apps().stream().filter(app -> app.callbackUrl() != null).toList());
    for (Entry.AppAdded app : apps) {
      inFlight.incrementAndGet();
      threads.execute(() -> {
        try {
          deliver(app, event);
        } catch (InterruptedException e) {
          // The sandbox stops: what is under way is lost.
          Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
          if (!threads.isShutdown()) {
            throw e;
          }
        } finally {
          inFlight.decrementAndGet();
        }
      });
    }
  }

  /** Callbacks that have neither been taken nor been given up. */
  public int inFlight() {
    return inFlight.get();
  }

  private void deliver(Entry.AppAdded app, UserEvent event) throws InterruptedException {
    int attempts = 0;
    boolean delivered = false;
    permits.acquire();
    try {
      while (!delivered && attempts < ATTEMPTS_MAX) {
        attempts++;
        delivered = attempt(app, event);
      }
    } finally {
      permits.release();
    }
    Entry ended = new Entry.CallbackEnded(event.at(), event.change(), attempts, delivered);
    ledger.call(_ -> {
      ledger.record(ended);
      return ended;
    });
  }

  private boolean attempt(Entry.AppAdded app, UserEvent event) throws InterruptedException {
    String encrypted = cryptoOf(app).encrypt(xmlOf(app, event));
    String body =
        "<xml><ToUserName>%s</ToUserName><AgentID>%s</AgentID><Encrypt>%s</Encrypt></xml>"
            .formatted(
                cdata(app.corpid()), cdata(Integer.toString(app.agentid())), cdata(encrypted));
    HttpRequest request =
        HttpRequest.newBuilder(signed(app, encrypted, event.at(), ""))
            .timeout(TIMEOUT)
            .header("Content-Type", "text/xml; charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Asks the app's URL to decrypt an echo, as WeCom does when it is configured.
   *
   * @return whether the answer was exactly the plain echo
   */
  public boolean verify(Entry.AppAdded app, Instant now) {
    String echo = RandomText.of(19);
    String encrypted = cryptoOf(app).encrypt(echo);
    String parameter = "&echostr=" + URLEncoder.encode(encrypted, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(signed(app, encrypted, now, parameter))
            .timeout(TIMEOUT)
            .GET()
            .build();
    try {
      HttpResponse<String> answer =
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return answer.statusCode() == 200 && answer.body().equals(echo);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static URI signed(Entry.AppAdded app, String encrypted, Instant at, String more) {
    String timestamp = Long.toString(at.getEpochSecond());
    String nonce = RandomText.of(10);
    String url = String.valueOf(app.callbackUrl());
    return URI.create(
        url
            + (url.contains("?") ? "&" : "?")
            + "msg_signature="
            + cryptoOf(app).sign(timestamp, nonce, encrypted)
            + "&timestamp="
            + timestamp
            + "&nonce="
            + nonce
            + more);
  }

  private static CallbackCrypto cryptoOf(Entry.AppAdded app) {
    return new CallbackCrypto(
        String.valueOf(app.callbackToken()), String.valueOf(app.callbackAesKey()), app.corpid());
  }

  private static String xmlOf(Entry.AppAdded app, UserEvent event) {
    StringBuilder xml = new StringBuilder("<xml>");
    element(xml, "ToUserName", cdata(app.corpid()));
    element(xml, "FromUserName", cdata("sys"));
    element(xml, "CreateTime", Long.toString(event.at().getEpochSecond()));
    element(xml, "MsgType", cdata("event"));
    element(xml, "Event", cdata("change_external_contact"));
    element(xml, "ChangeType", cdata(event.change()));
    element(xml, "UserID", cdata(event.userid()));
    element(xml, "ExternalUserID", cdata(event.externalUserid()));
    if (event instanceof UserEvent.ContactAdded added) {
      String state = added.state();
      if (state != null) {
        element(xml, "State", cdata(state));
      }
      element(xml, "WelcomeCode", cdata(added.welcomeCode()));
    }
    return xml.append("</xml>").toString();
  }

  private static void element(StringBuilder xml, String name, String content) {
    xml.append('<').append(name).append('>').append(content);
    xml.append("</").append(name).append('>');
  }

  private static String cdata(String text) {
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>";
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.shutdownNow();
  }
}
