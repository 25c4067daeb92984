package io.quanyu.sandbox.control;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.BadRequest;
import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.Person;
import io.quanyu.sandbox.state.State;
import io.quanyu.sandbox.state.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The world comes in as JSON lines, one of {@code app}, {@code department}, {@code member}, {@code
 * person} or {@code smsAccount} a line; the same id again replaces what is said of it, and whoever
 * it names in {@code followedBy} has her (again). A request with a wrong line changes nothing.
 */
final class WorldCalls {
  /** People in one journal line: long lines are read fast, endless ones not at all. */
  private static final int PEOPLE_MAX = 5_000;

  private static final String EXPECTED =
      "expected an object with one of app, department, member, person, smsAccount";

  /** One line: exactly one of them is there. */
  private record Line(
      @Nullable JsonNode app,
      @Nullable JsonNode department,
      @Nullable JsonNode member,
      @Nullable Person person,
      @Nullable JsonNode smsAccount) {}

  private static final ObjectReader LINES = Bodies.MAPPER.readerFor(Line.class);

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
    // Read outside the lock: of a large world this is the long part.
    List<Object> lines = new ArrayList<>();
    List<Integer> lineNos = new ArrayList<>();
    read(request, lines, lineNos);
    return Answer.json(
        ledger.call(state -> {
          check(lines, lineNos, state.world());
          record(lines, state.clock().instant());
          return sizes(state);
        }));
  }

  /** Every line as {@link Person} or {@link Entry}. */
  private static void read(Request request, List<Object> lines, List<Integer> lineNos) {
    int lineNo = 1;
    try (MappingIterator<Line> all = LINES.readValues(request.body().stream())) {
      while (all.hasNextValue()) {
        lineNo = all.currentLocation().getLineNr();
        lines.add(parse(all.nextValue()));
        lineNos.add(lineNo);
      }
    } catch (JacksonException e) {
      TokenStreamLocation location = e.getLocation();
      Throwable cause = e.getCause();
      throw wrong(
          location == null ? lineNo : location.getLineNr(),
          cause instanceof IllegalArgumentException
              ? String.valueOf(cause.getMessage())
              : e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw wrong(lineNo, String.valueOf(e.getMessage()));
    }
  }

  private static BadRequest wrong(int lineNo, String reason) {
    return new BadRequest("line " + lineNo + ": " + reason);
  }

  private static Object parse(@Nullable Line line) {
    if (line == null) {
      throw new IllegalArgumentException(EXPECTED);
    }
    Object found = line.person();
    int count = found == null ? 0 : 1;
    Map<String, @Nullable JsonNode> others = new LinkedHashMap<>();
    others.put("app", line.app());
    others.put("department", line.department());
    others.put("member", line.member());
    others.put("smsAccount", line.smsAccount());
    for (Map.Entry<String, @Nullable JsonNode> other : others.entrySet()) {
      JsonNode fields = other.getValue();
      if (fields == null || fields.isNull()) {
        continue;
      }
      if (!(fields instanceof ObjectNode object)) {
        throw new IllegalArgumentException(EXPECTED + " and its fields");
      }
      found = Ledger.parse(object.put("type", other.getKey()));
      count++;
    }
    if (found == null || count != 1) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return found;
  }

  private static void check(List<Object> lines, List<Integer> lineNos, World world) {
    Set<String> newMembers = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      switch (lines.get(i)) {
        case Entry.MemberAdded member -> newMembers.add(member.userid());
        case Entry.AppAdded app -> {
          if (world.apps().stream().anyMatch(it -> !it.corpid().equals(app.corpid()))) {
            throw wrong(lineNos.get(i), "one sandbox is one corp");
          }
        }
        case Person person -> {
          for (String userid : person.followedBy()) {
            if (!newMembers.contains(userid) && !world.hasMember(userid)) {
              throw wrong(lineNos.get(i), "followedBy names no member: " + userid);
            }
          }
        }
        default -> {
          // Departments and accounts stand for themselves.
        }
      }
    }
  }

  private void record(List<Object> lines, Instant now) {
    List<Person> people = new ArrayList<>();
    for (Object line : lines) {
      if (line instanceof Person person) {
        people.add(person);
      }
      if (line instanceof Entry || people.size() == PEOPLE_MAX) {
        flush(people, now);
      }
      if (line instanceof Entry entry) {
        ledger.record(entry);
      }
    }
    flush(people, now);
  }

  private void flush(List<Person> people, Instant now) {
    if (!people.isEmpty()) {
      ledger.record(new Entry.PeopleAdded(now, List.copyOf(people)));
      people.clear();
    }
  }

  private static ObjectNode sizes(State state) {
    World world = state.world();
    return JsonNodeFactory.instance
        .objectNode()
        .put("apps", world.apps().size())
        .put("departments", world.departments().size())
        .put("members", world.members().size())
        .put("people", world.peopleCount())
        .put("smsAccounts", state.smsGateway().accounts().size());
  }
}
