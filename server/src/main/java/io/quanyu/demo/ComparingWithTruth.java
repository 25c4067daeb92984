package io.quanyu.demo;

import io.quanyu.demo.evaluation.ResolutionQuality;
import io.quanyu.demo.evaluation.TruthReader;
import io.quanyu.demo.evaluation.TruthReader.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the server for the customer of every account in the truth, a block at a time, and measures.
 * The server answers by account key; its own keyed hashes never leave it.
 */
final class ComparingWithTruth {

  /** Rows of the truth per round; each channel's share of them fits one request of the server. */
  private static final int BLOCK = 20_000;

  private final DemoServer server;

  ComparingWithTruth(DemoServer server) {
    this.server = server;
  }

  /**
   * @param truth the generator's file
   * @param records how many records it has, for the progress
   */
  ResolutionQuality compare(Path truth, long records, Progress progress) {
    IntList persons = new IntList();
    IntList paths = new IntList();
    IntList customers = new IntList();
    try (TruthReader reader = new TruthReader(truth)) {
      for (List<Row> block = reader.next(BLOCK); !block.isEmpty(); block = reader.next(BLOCK)) {
        Map<String, List<Row>> byChannel =
            block.stream()
                .collect(Collectors.groupingBy(Row::channel, TreeMap::new, Collectors.toList()));
        byChannel.forEach((channel, rows) -> {
          JsonNode answer = ask(channel, rows);
          for (int i = 0; i < rows.size(); i++) {
            persons.add(rows.get(i).person());
            paths.add(rows.get(i).path());
            JsonNode customer = answer.path(i);
            customers.add(customer.isNull() ? -1 : customer.asInt());
          }
        });
        progress.tell((double) customers.size() / Math.max(1, records), "");
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

  private JsonNode ask(String channel, List<Row> rows) {
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
    return answer;
  }
}
