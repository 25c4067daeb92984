package io.quanyu.sandbox;

import static io.quanyu.sandbox.RunningSandbox.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;
import me.chanjar.weixin.cp.api.WxCpExternalContactService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as the process that it is, killed with -9 while it works. */
class SandboxCrashTests {
  private static final int KILLS = 4;
  private static final int CLIENTS = 3;

  @TempDir Path data;

  /**
   * Whatever was answered is there after the kill; what was not answered may be there or not. The
   * seed only spreads the moments of the kills.
   */
  @Test
  void everyAnsweredMessageSurvivesAKill() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (RunningSandbox sandbox = RunningSandbox.withWorld(data)) {
      assertThat(sandbox.get("/sandbox/world").path("members").asInt()).isEqualTo(2);
    }
    Queue<String> answered = new ConcurrentLinkedQueue<>();
    for (int kill = 0; kill < KILLS; kill++) {
      SandboxProcess process = SandboxProcess.start(data);
      CountDownLatch enough = new CountDownLatch(20 + random.nextInt(100));
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      try (clients) {
        for (int i = 0; i < CLIENTS; i++) {
          clients.execute(() -> sendUntilKilled(process.url(), answered, enough));
        }
        enough.await();
        process.kill();
      }
      // What a torn write leaves behind.
      if (kill % 2 == 1) {
        Files.writeString(
            data.resolve("journal.jsonl"), "{\"type\":\"bulk_acc", StandardOpenOption.APPEND);
      }
    }
    SandboxProcess process = SandboxProcess.start(data);
    try {
      List<String> found = allMessages(process.url());
      Set<String> distinct = new HashSet<>(found);
      assertThat(distinct).hasSameSizeAs(found).containsAll(answered);
      // At most one message a client and kill may have been safe without its answer.
      assertThat(found.size() - answered.size()).isBetween(0, KILLS * CLIENTS);
    } finally {
      process.kill();
    }
  }

  private static void sendUntilKilled(String url, Queue<String> answered, CountDownLatch enough) {
    WxCpExternalContactService contacts = contacts(url);
    try {
      while (true) {
        answered.add(contacts.addMsgTemplate(message("ann", "hi", "wm1")).getMsgId());
        enough.countDown();
      }
    } catch (WxErrorException | WxRuntimeException e) {
      // The kill.
    }
  }

  private static List<String> allMessages(String url) throws WxErrorException {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    Instant now = Instant.now();
    do {
      var page =
          contacts(url)
              .getGroupMsgListV2(
                  "single",
                  Date.from(now.minusSeconds(3600)),
                  Date.from(now.plusSeconds(60)),
                  null,
                  0,
                  100,
                  cursor);
      page.getGroupMsgList().forEach(it -> ids.add(it.getMsgId()));
      cursor = page.getNextCursor();
    } while (!cursor.isEmpty());
    return ids;
  }

  private static WxCpExternalContactService contacts(String url) {
    return RunningSandbox.client(url, RunningSandbox.CORP, RunningSandbox.SECRET)
        .getExternalContactService();
  }
}
