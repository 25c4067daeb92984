package io.quanyu.demo;

import io.quanyu.demo.evaluation.ResolutionQuality;
import io.quanyu.demo.evaluation.TruthReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Asks the server for the customer of every account in the truth, a block at a time, and measures.
 * The server answers by account key; its own keyed hashes never leave it.
 */
final class ComparingWithTruth {

  /** Accounts asked for in one request; the server takes up to this many. */
  private static final int BLOCK = 50_000;

  private final DemoServer server;

  ComparingWithTruth(DemoServer server) {
    this.server = server;
  }

  ResolutionQuality compare(Path truth, long records, Progress progress) {
    IntList persons = new IntList();
    IntList customers = new IntList();
    IntList paths = new IntList();
    try (TruthReader reader = new TruthReader(truth)) {
      for (List<TruthReader.Row> block = reader.next(BLOCK);
          !block.isEmpty();
          block = reader.next(BLOCK)) {
        StringBuilder question = new StringBuilder(block.size() * 40);
        question.append("channel,account_key\n");
        for (TruthReader.Row row : block) {
          persons.add(row.person());
          paths.add(row.path());
          question.append(row.channel()).append(',').append(row.accountKey()).append('\n');
        }
        answer(question.toString(), block, customers);
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

  private void answer(String question, List<TruthReader.Row> block, IntList customers) {
    List<String> lines =
        server.postText("/api/accounts/lookup", "text/csv", question).lines().skip(1).toList();
    if (lines.size() != block.size()) {
      throw new DemoFailure(
          "the server answered "
              + lines.size()
              + " accounts where "
              + block.size()
              + " were asked for");
    }
    for (String line : lines) {
      String customer = line.substring(line.lastIndexOf(',') + 1);
      customers.add(customer.isEmpty() ? -1 : Integer.parseInt(customer));
    }
  }
}
