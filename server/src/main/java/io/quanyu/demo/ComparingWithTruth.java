package io.quanyu.demo;

import io.quanyu.demo.evaluation.ResolutionQuality;
import io.quanyu.demo.evaluation.TruthReader;
import io.quanyu.demo.evaluation.TruthReader.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the server for the customer of every account in the truth, many at a time, and measures. The
 * server answers by account key; its own keyed hashes never leave it.
 */
final class ComparingWithTruth {

  /** Rows of the truth that are read at once. */
  private static final int BLOCK = 5_000;

  /** As many accounts as the server looks up at once. */
  private static final int ACCOUNTS_MAX = 20_000;

  /** While the server looks up one, the other is read, written or on its way. */
  private static final int REQUESTS_AT_ONCE = 2;

  private final DemoServer server;
  private final Queue<Future<Answer>> asked = new ArrayDeque<>();
  private final IntList persons = new IntList();
  private final IntList paths = new IntList();
  private final IntList customers = new IntList();
  private volatile int compared;

  ComparingWithTruth(DemoServer server) {
    this.server = server;
  }

  /** The customers of some accounts. */
  private record Answer(List<Row> rows, JsonNode customerNos) {}

  /** How many accounts have been compared; any thread may ask. */
  int compared() {
    return compared;
  }

  /**
   * Compares all; once.
   *
   * @param truth the generator's file
   */
  ResolutionQuality compare(Path truth) {
    try (TruthReader reader = new TruthReader(truth);
        ExecutorService asking =
            Executors.newFixedThreadPool(REQUESTS_AT_ONCE, Thread.ofVirtual().factory())) {
      Map<String, List<Row>> byChannel = new TreeMap<>();
      for (List<Row> block = reader.next(BLOCK); !block.isEmpty(); block = reader.next(BLOCK)) {
        for (Row row : block) {
          List<Row> rows = byChannel.computeIfAbsent(row.channel(), _ -> new ArrayList<>());
          rows.add(row);
          if (rows.size() == ACCOUNTS_MAX) {
            byChannel.remove(row.channel());
            ask(asking, row.channel(), rows);
          }
        }
      }
      byChannel.forEach((channel, rows) -> ask(asking, channel, rows));
      while (!asked.isEmpty()) {
        take();
      }
    } catch (IOException e) {
      throw new DemoFailure("the truth cannot be read: " + truth, e);
    }
    byte[] pathOf = new byte[paths.size()];
    for (int i = 0; i < pathOf.length; i++) {
      pathOf[i] = (byte) paths.get(i);
    }
    return ResolutionQuality.measure(persons.toArray(), pathOf, customers.toArray());
  }

  private void ask(ExecutorService asking, String channel, List<Row> rows) {
    asked.add(asking.submit(() -> answer(channel, rows)));
    if (asked.size() > REQUESTS_AT_ONCE) {
      take();
    }
  }

  private void take() {
    Answer answer = Background.await(asked.remove(), () -> {});
    for (int i = 0; i < answer.rows().size(); i++) {
      Row row = answer.rows().get(i);
      JsonNode customer = answer.customerNos().path(i);
      persons.add(row.person());
      paths.add(row.path());
      customers.add(customer.isNull() ? -1 : customer.asInt());
    }
    compared = customers.size();
  }

  private Answer answer(String channel, List<Row> rows) {
    ObjectNode question = DemoServer.JSON.createObjectNode().put("channel", channel);
    ArrayNode keys = question.putArray("accountKeys");
    rows.forEach(row -> keys.add(row.accountKey()));
    JsonNode answer = server.post("/api/accounts/lookup", question).path("customerNos");
    if (answer.size() != rows.size()) {
      throw new DemoFailure(
          "the server answered "
              + answer.size()
              + " accounts where "
              + rows.size()
              + " were asked for");
    }
    return new Answer(rows, answer);
  }
}
