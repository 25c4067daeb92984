package io.quanyu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The SMS gateway of a sandbox that is killed with -9 while it takes calls and people react. */
class SmsCrashTests {
  private static final int KILLS = 3;

  @TempDir Path data;

  /**
   * A call that was not answered is made again under the same key; in the end each was done once,
   * and the people who react are those who would have reacted without a kill. The seed only spreads
   * the moments of the kills.
   */
  @Test
  void everyKeyedCallIsDoneOnce() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (RunningSandbox sandbox = RunningSandbox.withWorld(data)) {
      sandbox.post("/sandbox/world", "{\"smsAccount\":{\"apiKey\":\"a\",\"keyed\":true}}");
      sandbox.post(
          "/sandbox/population",
          "{\"openShare\":1,\"reactAfterMs\":{\"min\":0,\"max\":30},\"replyShare\":0}");
    }
    int calls = 0;
    Queue<Integer> unanswered = new ArrayDeque<>();
    HttpClient http = HttpClient.newHttpClient();
    try (http) {
      for (int kill = 0; kill < KILLS; kill++) {
        SandboxProcess process = SandboxProcess.start(data);
        CountDownLatch enough = new CountDownLatch(5 + random.nextInt(60));
        Thread killer = Thread.ofVirtual().start(() -> killAfter(process, enough));
        boolean isAlive = true;
        while (isAlive) {
          int call = unanswered.isEmpty() ? calls++ : unanswered.remove();
          isAlive = send(http, process.url(), call);
          enough.countDown();
          if (!isAlive) {
            unanswered.add(call);
          }
        }
        killer.join();
      }
    }
    try (RunningSandbox sandbox = RunningSandbox.on(data)) {
      HttpClient last = HttpClient.newHttpClient();
      try (last) {
        for (int call : unanswered) {
          assertThat(send(last, sandbox.url(), call)).isTrue();
        }
      }
      sandbox.awaitIdle();
      for (int call = 0; call < calls; call++) {
        JsonNode books = sandbox.campaign(markOf(call));
        assertThat(books.path("delivered").asInt()).as(markOf(call)).isEqualTo(1);
        assertThat(books.path("opened").asInt()).as(markOf(call)).isEqualTo(1);
      }
      assertThat(sandbox.get("/sandbox/books").path("marks")).hasSize(calls);
    }
  }

  private static void killAfter(SandboxProcess process, CountDownLatch enough) {
    try {
      enough.await();
      process.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String markOf(int call) {
    return "qy-%06d".formatted(call);
  }

  /** Whether it was answered. */
  private static boolean send(HttpClient http, String url, int call) throws InterruptedException {
    String body =
        """
        {"batch":"%s-A","messages":[{"ref":"1","to":"13800000004","text":"【泉域】hi"}]}
        """
            .formatted(markOf(call));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/sms/v1/messages"))
            .header("Authorization", "Bearer a")
            .header("Idempotency-Key", markOf(call))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
