package io.quanyu.demo;

import io.quanyu.demo.SendingBroadcast.Sent;
import io.quanyu.demo.generator.LaterOrders;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of the broadcast.
 *
 * @param chosen customers who should get it, all reachable when it was launched
 * @param control customers held back
 * @param sent customers whose message a vendor accepted, by our results
 * @param reached customers who got it, by our results
 * @param duplicates customers who got it more than once, by the sandbox's books
 * @param takenForTwo people who got it more than once because the One-ID takes them for several
 *     customers, or takes a number for theirs that is somebody else's by now
 * @param lost messages that a vendor accepted by our results and of which the books know nothing
 * @param reachedShare of the chosen, by the sandbox's books: the part of the true lift to be found
 * @param lift how much likelier the chosen were to buy than the control; 0.2 is a fifth
 * @param liftLow lower end of the 95 % interval; null when it has none
 * @param liftHigh upper end
 */
record BroadcastFindings(
    long chosen,
    long control,
    long sent,
    long reached,
    long duplicates,
    long takenForTwo,
    long lost,
    double reachedShare,
    double treatedShare,
    double controlShare,
    @Nullable Double lift,
    @Nullable Double liftLow,
    @Nullable Double liftHigh) {

  /** Reads results and effect from the server, and what really happened from the books. */
  static BroadcastFindings read(
      DemoServer server, DemoSandbox sandbox, Sent broadcast, LaterOrders people) {
    String path = "/api/broadcasts/" + broadcast.id();
    JsonNode results = server.get(path + "/results");
    JsonNode effect = server.get(path + "/effect");
    JsonNode books = books(sandbox, broadcast.mark());
    List<JsonNode> deliveries = sandbox.lines("/sandbox/books/deliveries?mark=" + broadcast.mark());
    Map<String, Set<String>> rows = rows(deliveries);
    long twice = books.path("duplicates").asLong();
    long duplicates = twice == 0 ? 0 : duplicates(server, deliveries, people);
    long lost = 0;
    for (JsonNode channel : results.path("channels")) {
      long known = rows.getOrDefault(channel.path("channel").asString(), Set.of()).size();
      lost += Math.max(0, accepted(channel) - known);
    }
    long chosen = results.path("chosen").asLong();
    return new BroadcastFindings(
        chosen,
        results.path("control").asLong(),
        results.path("customers").path("sent").asLong(),
        results.path("customers").path("reached").asLong(),
        duplicates,
        twice - duplicates,
        lost,
        books.path("persons").asDouble() / Math.max(1, chosen),
        effect.at("/treatedShare/value").asDouble(0),
        effect.at("/controlShare/value").asDouble(0),
        number(effect.at("/shareLift/value")),
        number(effect.at("/shareLift/low")),
        number(effect.at("/shareLift/high")));
  }

  /** Messages of a channel that its vendor took, whatever became of them. */
  private static long accepted(JsonNode channel) {
    return channel.path("sent").asLong()
        + channel.path("reached").asLong()
        + channel.path("failed").asLong();
  }

  private static JsonNode books(DemoSandbox sandbox, String mark) {
    for (JsonNode sums : sandbox.get("/sandbox/books").path("marks")) {
      if (sums.path("mark").asString().equals(mark)) {
        return sums;
      }
    }
    throw new DemoFailure("the sandbox's books do not know the broadcast " + mark);
  }

  /** Whom the books name, by channel; a message twice to the same one counts once. */
  private static Map<String, Set<String>> rows(List<JsonNode> deliveries) {
    Map<String, Set<String>> rows = new HashMap<>();
    for (JsonNode row : deliveries) {
      String ref = DemoServer.textOf(row, "ref");
      String person = DemoServer.textOf(row, "personId");
      rows.computeIfAbsent(row.path("channel").asString(), _ -> new HashSet<>())
          .add(ref == null ? String.valueOf(person) : ref);
    }
    return rows;
  }

  /** People to whom one and the same customer's message was delivered more than once. */
  private static long duplicates(DemoServer server, List<JsonNode> deliveries, LaterOrders people) {
    Map<String, List<JsonNode>> byPerson = new HashMap<>();
    for (JsonNode row : deliveries) {
      if (row.path("outcome").asString().equals("delivered")) {
        byPerson.computeIfAbsent(row.path("personId").asString(), _ -> new ArrayList<>()).add(row);
      }
    }
    byPerson.values().removeIf(rows -> rows.size() == 1);
    Map<String, String> contacts = customersOfContacts(server, byPerson.keySet(), people);
    return byPerson.entrySet().stream()
        .filter(person -> {
          Set<String> customers = new HashSet<>();
          for (JsonNode row : person.getValue()) {
            String ref = DemoServer.textOf(row, "ref");
            customers.add(ref == null ? contacts.getOrDefault(person.getKey(), "") : ref);
          }
          return customers.size() < person.getValue().size();
        })
        .count();
  }

  /** The numbers of the customers behind people's WeCom accounts. */
  private static Map<String, String> customersOfContacts(
      DemoServer server, Set<String> persons, LaterOrders people) {
    List<String> asked = List.copyOf(persons);
    ObjectNode question = DemoServer.JSON.createObjectNode().put("channel", "wecom");
    ArrayNode keys = question.putArray("accountKeys");
    asked.forEach(person -> keys.add(people.externalUserId(person)));
    JsonNode numbers = server.post("/api/accounts/lookup", question).path("customerNos");
    Map<String, String> customers = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      customers.put(asked.get(i), numbers.path(i).asString(""));
    }
    return customers;
  }

  private static @Nullable Double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : null;
  }

  /** Tells a person. */
  void tell(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "  Broadcast “%s” to “%s”:%n",
        SendingBroadcast.NAME,
        DemoSegments.ONE_TIME_BUYERS);
    out.printf(
        Locale.ROOT,
        "    %,d chosen, %,d held back; sent to %,d, reached %,d%n",
        chosen,
        control,
        sent,
        reached);
    out.printf(
        Locale.ROOT,
        "    by the vendors' books: %,d customers told twice, %,d messages lost%n",
        duplicates,
        lost);
    if (takenForTwo > 0) {
      out.printf(
          Locale.ROOT,
          "    (%,d people heard twice whom the One-ID takes for two customers)%n",
          takenForTwo);
    }
    out.printf(
        Locale.ROOT,
        "    bought: %.1f %% of the chosen, %.1f %% of those held back; lift %s%n",
        treatedShare * 100,
        controlShare * 100,
        liftInWords());
    out.printf(
        Locale.ROOT,
        "    in truth: whom it reached buy %.0f %% more; %.0f %% were reached, so %.0f %% was to be found%n",
        Shopping.TRUE_LIFT * 100,
        reachedShare * 100,
        Shopping.TRUE_LIFT * reachedShare * 100);
    out.printf(Locale.ROOT, "    (the demo never sleeps: quiet hours are off)%n");
  }

  private String liftInWords() {
    return percent(lift) + " (95 %: " + percent(liftLow) + " to " + percent(liftHigh) + ")";
  }

  private static String percent(@Nullable Double share) {
    return share == null ? "unbounded" : String.format(Locale.ROOT, "%+.0f %%", share * 100);
  }

  /** Adds the fields of the demo's JSON line; what is unbounded is left out. */
  void put(ObjectNode json) {
    json.put("chosen", chosen);
    json.put("control", control);
    json.put("sent", sent);
    json.put("duplicates", duplicates);
    json.put("lost", lost);
    put(json, "lift", lift);
    put(json, "liftLow", liftLow);
    put(json, "liftHigh", liftHigh);
  }

  private static void put(ObjectNode json, String field, @Nullable Double share) {
    if (share != null) {
      json.put(field, Math.round(share * 1e4) / 1e4);
    }
  }
}
