package io.quanyu.sandbox.sms;

import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.Sms;
import io.quanyu.sandbox.state.SmsGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the accounts' owners what became of their messages and who answered: signed as Standard
 * Webhooks say, tried again under the same id until a 2xx comes or ten minutes have passed. What is
 * to be told is in the journal, so a sandbox that starts again goes on telling.
 */
public final class SmsWebhooks implements AutoCloseable {
  /** How long the receiver may take. */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** How long one is tried. */
  static final Duration TRIED_AT_MOST = Duration.ofMinutes(10);

  private static final long FIRST_PAUSE_MS = 500;
  private static final long PAUSE_MS_MAX = 15_000;
  private static final long REPORT_AFTER_MS = 200;

  /** Requests at the same time: a receiver that restarts is not run over. */
  private static final int CONCURRENT_MAX = 8;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** One attempt, complete. */
  private record Letter(
      String url, String secret, String body, long timestamp, long reportAfterMs) {}

  private final Ledger ledger;
  private final HttpClient http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore permits = new Semaphore(CONCURRENT_MAX);

  /** Goes on telling what the state says is still to be told. */
  public SmsWebhooks(Ledger ledger) {
    this.ledger = ledger;
    this.http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    ledger.call(state -> state.smsGateway().pending()).forEach(it -> send(it.id()));
  }

  /** Starts telling, if there is something to tell and somebody to be told; returns at once. */
  public void send(String webhookId) {
    threads.execute(() -> {
      try {
        sendUntilTaken(webhookId);
      } catch (InterruptedException e) {
        // The sandbox stops; the journal knows what is left.
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        if (!threads.isShutdown()) {
          throw e;
        }
      }
    });
  }

  private void sendUntilTaken(String id) throws InterruptedException {
    Letter letter = compose(id);
    if (letter == null) {
      return;
    }
    Thread.sleep(letter.reportAfterMs());
    long start = System.nanoTime();
    long pauseMs = FIRST_PAUSE_MS;
    int attempts = 0;
    while (true) {
      // Anew each time: the account may have got another address meanwhile.
      letter = compose(id);
      if (letter == null) {
        return;
      }
      attempts++;
      boolean isTaken = attempt(id, letter);
      if (isTaken || System.nanoTime() - start > TRIED_AT_MOST.toNanos()) {
        end(id, attempts, isTaken);
        return;
      }
      Thread.sleep(pauseMs);
      pauseMs = Math.min(PAUSE_MS_MAX, pauseMs * 2);
    }
  }

  private void end(String id, int attempts, boolean isTaken) {
    ledger.call(state -> {
      Entry ended = new Entry.SmsWebhookEnded(state.clock().instant(), id, attempts, isTaken);
      ledger.record(ended);
      return ended;
    });
  }

  private @Nullable Letter compose(String id) {
    return ledger.call(state -> {
      SmsGateway.Webhook webhook = state.smsGateway().pending(id);
      if (webhook == null) {
        return null;
      }
      Entry.SmsAccountAdded account = state.smsGateway().account(webhook.apiKey());
      if (account == null || account.callbackUrl() == null) {
        return null;
      }
      Long reportAfterMs = account.reportAfterMs();
      return new Letter(
          account.callbackUrl(),
          String.valueOf(account.callbackSecret()),
          bodyOf(webhook).toString(),
          // Receivers compare it with their own clock, which nobody has moved.
          state.clock().baseInstant().getEpochSecond(),
          webhook instanceof SmsGateway.Webhook.Reply || reportAfterMs == null
              ? REPORT_AFTER_MS
              : reportAfterMs);
    });
  }

  private static ObjectNode bodyOf(SmsGateway.Webhook webhook) {
    return switch (webhook) {
      case SmsGateway.Webhook.Report(_, Entry.SmsAccepted call) -> reportOf(call);
      case SmsGateway.Webhook.Reply(_, Entry.SmsReplied reply) ->
          JSON.objectNode()
              .put("type", "reply")
              .put("from", reply.from())
              .put("text", reply.text())
              .put("at", reply.at().toString());
    };
  }

  private static ObjectNode reportOf(Entry.SmsAccepted call) {
    ObjectNode body = JSON.objectNode().put("type", "report").put("id", call.id());
    ArrayNode events = body.putArray("events");
    Instant at = call.at();
    for (Sms sms : call.messages()) {
      ObjectNode event = events.addObject().put("ref", sms.ref());
      if (sms.personId() == null) {
        event.put("status", "FAILED").put("reason", "UNKNOWN_NUMBER");
      } else {
        event.put("status", "DELIVERED");
      }
      event.put("at", at.toString());
    }
    return body;
  }

  private boolean attempt(String id, Letter letter) throws InterruptedException {
    permits.acquire();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(letter.url()))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json; charset=UTF-8")
              .header("webhook-id", id)
              .header("webhook-timestamp", Long.toString(letter.timestamp()))
              .header(
                  "webhook-signature",
                  WebhookSignature.of(letter.secret(), id, letter.timestamp(), letter.body()))
              .POST(HttpRequest.BodyPublishers.ofString(letter.body(), StandardCharsets.UTF_8))
              .build();
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    } catch (IOException e) {
      return false;
    } finally {
      permits.release();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.shutdownNow();
  }
}
