package io.quanyu.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The server is killed with -9 at random moments of broadcasts, as often as {@code quanyu.kills}
 * says (3 in the test run, 50 in {@code ./quanyu soak broadcast}), while the vendors are slow, cut
 * connections, lose answers and refuse. By the vendors' books everybody chosen hears once. What
 * nobody can know (a text whose answer is lost, of a gateway without keys) is never sent again; it
 * is counted and listed.
 */
class BroadcastCrashE2eTests {

  private static final int KILLS = Integer.getInteger("quanyu.kills", 3);
  private static final long SEED = Long.getLong("quanyu.seed", System.nanoTime());

  /** So many kills in one broadcast, before the next one goes out to the same people. */
  private static final int KILLS_AT_ONCE = 5;

  private static final int PAUSE_MAX_MS = 3_000;
  private static final Duration SETTLED_MAX = Duration.ofMinutes(6);

  private static final Set<String> OPEN_STATES = Set.of("planned", "sending", "sent");

  /** Short, so that what a killed server began is looked after within seconds. */
  private static final String[] SETTINGS = {
    "--quanyu.wecom.call-max=3s", "--quanyu.wecom.shown-after=2s"
  };

  @TempDir static Path data;

  @Test
  void everybodyHearsOnceWhoeverDies() throws Exception {
    System.out.println("quanyu.seed=" + SEED + " quanyu.kills=" + KILLS);
    var random = new Random(SEED);
    var server = ServerProcess.start(data.resolve("server"), SETTINGS);
    List<String> marks = new ArrayList<>();
    try (var town = new BroadcastTown(data.resolve("sandbox"))) {
      town.moveIn(server, data);
      town.comeAlive(SEED);
      int killed = 0;
      while (killed < KILLS) {
        // A test run of three kills has one broadcast: the gateway without keys is the harder one.
        boolean isKeyed = marks.size() % 2 == 1;
        town.connect(server, isKeyed);
        town.misbehave(random);
        var id = send(server, marks.size());
        int last = Math.min(KILLS, killed + KILLS_AT_ONCE);
        for (; killed < last; killed++) {
          LockSupport.parkNanos(Duration.ofMillis(random.nextInt(PAUSE_MAX_MS)).toNanos());
          server.kill();
          server = ServerProcess.start(data.resolve("server"), SETTINGS);
          town.reconnect(server, isKeyed);
        }
        town.behave();
        marks.add(assertEverybodyHeardOnce(server.api(), town, id, isKeyed));
      }
      for (var mark : marks) {
        assertThat(town.duplicates(mark)).as("told twice later on, %s", mark).isZero();
      }
    } finally {
      server.close();
    }
  }

  /** A broadcast over WeCom with SMS as back-up, approved. */
  private static String send(ServerProcess server, int number) {
    var api = server.api();
    var template =
        api.parse(
            """
            {"name":"news %d","purpose":"marketing","fallbacks":{"name":"friend"},
             "contents":{"wecom":{"text":"News"},"sms":{"text":"News for ${name}"}}}
            """
                .formatted(number));
    var segment =
        api.parse(
            """
            {"name":"everybody %d","description":"","condition":{"type":"not","condition":
             {"type":"metric","metric":"orders","currency":"CNY","operator":"at_least","min":1}}}
            """
                .formatted(number));
    var draft =
        api.object()
            .put("name", "news " + number)
            .put("segmentId", api.post("/api/segments", segment).get("id").asString())
            .put("templateId", api.post("/api/message-templates", template).get("id").asString())
            .put("backUpAfterMinutes", 1)
            .put("controlBp", 1_000)
            .put("spreadMinutes", 0)
            .put("effectDays", 7)
            .put("currency", "CNY");
    draft.putArray("channels").add("wecom").add("sms");
    var id = api.post("/api/broadcasts", draft).get("id").asString();
    api.post("/api/broadcasts/" + id + "/submit", null);
    Approver.approve(server, id);
    return id;
  }

  /** Waits until nothing more will come, compares with the books, and answers the mark. */
  private static String assertEverybodyHeardOnce(
      QuanyuApi api, BroadcastTown town, String id, boolean isKeyed) {
    var giveUpAt = Instant.now().plus(SETTLED_MAX);
    Map<String, Set<String>> chosen = people(api, town, id);
    while (!isSettled(api, town, id, chosen) && Instant.now().isBefore(giveUpAt)) {
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      chosen = people(api, town, id);
    }
    var mark = api.get("/api/broadcasts/" + id).get("mark").asString();
    var heard = town.delivered(mark);
    var unknown = withState(chosen, "unknown");
    var lost = new TreeSet<>(chosen.keySet());
    lost.removeAll(heard);
    lost.removeAll(unknown);
    var unknownAndNotHeard = new TreeSet<>(unknown);
    unknownAndNotHeard.removeAll(heard);
    System.out.printf(
        "%s (gateway %s keys): %d chosen, %d heard, %d unknown, of whom %d did not hear: %s%n",
        mark,
        isKeyed ? "with" : "without",
        chosen.size(),
        heard.size(),
        unknown.size(),
        unknownAndNotHeard.size(),
        unknownAndNotHeard);
    var results = api.get("/api/broadcasts/" + id + "/results");
    assertThat(results.get("chosen").asInt()).as("%s", results).isEqualTo(chosen.size());
    assertThat(chosen.size()).isGreaterThan(BroadcastTown.PEOPLE * 8 / 10);
    assertThat(town.duplicates(mark)).as("told twice").isZero();
    assertThat(lost).as("lost: %s", results).isEmpty();
    assertThat(heard).as("told though not chosen").isSubsetOf(chosen.keySet());
    assertThat(heard).as("said to be reached").containsAll(withState(chosen, "reached"));
    if (isKeyed) {
      assertThat(unknown).as("unknowable with keys").isEmpty();
    }
    return mark;
  }

  private static boolean isSettled(
      QuanyuApi api, BroadcastTown town, String id, Map<String, Set<String>> chosen) {
    var broadcast = api.get("/api/broadcasts/" + id);
    if (!broadcast.hasNonNull("mark") || chosen.isEmpty()) {
      return false;
    }
    var answered = new HashSet<>(town.delivered(broadcast.get("mark").asString()));
    answered.addAll(withState(chosen, "unknown"));
    return answered.containsAll(chosen.keySet())
        && OPEN_STATES.stream().allMatch(state -> withState(chosen, state).isEmpty());
  }

  private static Set<String> withState(Map<String, Set<String>> people, String state) {
    var found = new TreeSet<String>();
    people.forEach((person, states) -> {
      if (states.contains(state)) {
        found.add(person);
      }
    });
    return found;
  }

  /** Everybody who has a message of the broadcast, with the states of all her messages. */
  private static Map<String, Set<String>> people(QuanyuApi api, BroadcastTown town, String id) {
    Map<String, Set<String>> people = new TreeMap<>();
    var cursor = "";
    do {
      JsonNode page = api.get("/api/messages?limit=200&broadcastId=" + id + cursor);
      for (var message : page.get("items")) {
        people
            .computeIfAbsent(
                town.person(message.get("customer").get("customerNo").asInt()),
                _ -> new HashSet<>())
            .add(message.get("state").asString());
      }
      var next = page.get("nextCursor");
      cursor = next == null || next.isNull() ? "" : "&cursor=" + next.asString();
    } while (!cursor.isEmpty());
    return people;
  }
}
