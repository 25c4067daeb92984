package io.quanyu.sandbox.control;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.BadRequest;
import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.State;
import io.quanyu.sandbox.state.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The world comes in as JSON lines, one of {@code app}, {@code department}, {@code member} or
 * {@code person} a line; the same id again replaces what is said of it, and whoever it names in
 * {@code followedBy} has her (again). A request with a wrong line changes nothing.
 */
final class WorldCalls {
  private static final Set<String> KINDS = Set.of("app", "department", "member", "person");

  private final Ledger ledger;

  WorldCalls(Ledger ledger) {
    this.ledger = ledger;
  }

  void route(Router router) {
    router
        .route("POST", "/sandbox/world", this::add)
        .route("GET", "/sandbox/world", _ -> Answer.json(ledger.call(WorldCalls::sizes)));
  }

  private Answer add(Request request) {
    List<String> lines = request.body().lines().toList();
    return Answer.json(
        ledger.call(state -> {
          List<Entry> entries = parse(lines, state);
          entries.forEach(ledger::record);
          return sizes(state);
        }));
  }

  private static List<Entry> parse(List<String> lines, State state) {
    Instant now = state.clock().instant();
    Set<String> newMembers = new HashSet<>();
    List<Entry> entries = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        Entry entry = parse(lines.get(i), now);
        if (entry instanceof Entry.MemberAdded member) {
          newMembers.add(member.userid());
        }
        check(entry, newMembers, state.world());
        entries.add(entry);
      } catch (JacksonException e) {
        throw new BadRequest("line " + (i + 1) + ": " + e.getOriginalMessage());
      } catch (IllegalArgumentException e) {
        throw new BadRequest("line " + (i + 1) + ": " + e.getMessage());
      }
    }
    return entries;
  }

  private static Entry parse(String line, Instant now) {
    JsonNode node = Bodies.MAPPER.readTree(line);
    if (!node.isObject() || node.size() != 1) {
      throw new IllegalArgumentException("expected an object with one of " + KINDS);
    }
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    if (!KINDS.contains(only.getKey()) || !(only.getValue() instanceof ObjectNode fields)) {
      throw new IllegalArgumentException("expected one of " + KINDS + " with its fields");
    }
    ObjectNode typed = fields.deepCopy().put("type", only.getKey());
    if (only.getKey().equals("person")) {
      typed.put("at", now.toString());
    }
    return Ledger.parse(typed);
  }

  private static void check(Entry entry, Set<String> newMembers, World world) {
    switch (entry) {
      case Entry.AppAdded app -> {
        if (world.apps().stream().anyMatch(it -> !it.corpid().equals(app.corpid()))) {
          throw new IllegalArgumentException("one sandbox is one corp");
        }
      }
      case Entry.PersonAdded person -> {
        for (String userid : person.followedBy()) {
          if (!newMembers.contains(userid) && !world.hasMember(userid)) {
            throw new IllegalArgumentException("followedBy names no member: " + userid);
          }
        }
      }
      default -> {
        // Departments and members stand for themselves.
      }
    }
  }

  private static ObjectNode sizes(State state) {
    World world = state.world();
    return JsonNodeFactory.instance
        .objectNode()
        .put("apps", world.apps().size())
        .put("departments", world.departments().size())
        .put("members", world.members().size())
        .put("people", world.peopleCount());
  }
}
