package io.quanyu.sandbox.control;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.BadRequest;
import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.population.People;
import io.quanyu.sandbox.population.Shopping;
import io.quanyu.sandbox.state.Campaign;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.Order;
import io.quanyu.sandbox.state.Person;
import io.quanyu.sandbox.state.Population;
import io.quanyu.sandbox.state.Reaction;
import io.quanyu.sandbox.state.State;
import io.quanyu.sandbox.wecom.Callbacks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Starts and stops what people do by themselves, sends them shopping and shows what they bought.
 */
final class PopulationCalls {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Ledger ledger;
  private final People people;
  private final Callbacks callbacks;

  PopulationCalls(Ledger ledger, People people, Callbacks callbacks) {
    this.ledger = ledger;
    this.people = people;
    this.callbacks = callbacks;
  }

  void route(Router router) {
    router
        .route("POST", "/sandbox/population", this::start)
        .route("GET", "/sandbox/population", _ -> show())
        .route("DELETE", "/sandbox/population", _ -> stop())
        .route("POST", "/sandbox/population/shopping", this::shop)
        .route("GET", "/sandbox/orders", this::orders);
  }

  /**
   * {seed, confirmShare, confirmAfterMs {min, max}, openShare, clickShare, blockShare, replyShare,
   * reactAfterMs {min, max}}: all have defaults.
   */
  private Answer start(Request request) {
    JsonNode body = Bodies.object(request);
    Population.Settings settings;
    try {
      settings =
          new Population.Settings(
              Bodies.number(body, "seed", 0),
              Bodies.fraction(body, "confirmShare", 0.9),
              span(body, "confirmAfterMs", 200, 2_000),
              Bodies.fraction(body, "openShare", 0.6),
              Bodies.fraction(body, "clickShare", 0.2),
              Bodies.fraction(body, "blockShare", 0.01),
              Bodies.fraction(body, "replyShare", 0.01),
              span(body, "reactAfterMs", 100, 1_000));
    } catch (IllegalArgumentException e) {
      throw new BadRequest(String.valueOf(e.getMessage()));
    }
    ledger.call(state -> {
      ledger.record(new Entry.PopulationStarted(state.clock().instant(), settings));
      return settings;
    });
    return show();
  }

  private static Population.Span span(JsonNode body, String field, long min, long max) {
    JsonNode span = body.path(field);
    return span.isMissingNode()
        ? new Population.Span(min, max)
        : new Population.Span(Bodies.number(span, "min", min), Bodies.number(span, "max", max));
  }

  private Answer stop() {
    ledger.call(state -> {
      Entry stopped = new Entry.PopulationStopped(state.clock().instant());
      ledger.record(stopped);
      return stopped;
    });
    return show();
  }

  private Answer show() {
    ObjectNode answer = ledger.call(PopulationCalls::describe);
    // In this order: who acts now has her callbacks in flight before she is done acting.
    boolean isActing = people.isActing();
    int inFlight = callbacks.inFlight() + answer.path("pending").path("callbacks").asInt();
    ObjectNode pending = (ObjectNode) answer.path("pending");
    pending.put("callbacks", inFlight);
    boolean isIdle =
        !isActing
            && inFlight == 0
            && pending.path("confirmations").asInt() == 0
            && pending.path("reactions").asInt() == 0;
    return Answer.json(answer.put("idle", isIdle));
  }

  private static ObjectNode describe(State state) {
    Population population = state.population();
    Population.Settings settings = population.settings();
    ObjectNode answer = JSON.objectNode().put("running", settings != null);
    answer.set("settings", settings == null ? null : Bodies.MAPPER.valueToTree(settings));
    answer.put("confirmed", population.confirmed());
    for (Reaction reaction : Reaction.values()) {
      answer.put(reaction.wire(), population.reacted(reaction));
    }
    answer
        .putObject("pending")
        .put("confirmations", population.pendingConfirmations())
        .put("reactions", population.pendingReactions())
        .put("callbacks", state.smsGateway().pendingCount());
    return answer;
  }

  /**
   * {seed, mark, baseRate, lift, averageOrderMinor, placedFrom, placedUntil, currency = CNY, skus}.
   * The same seed and mark again change nothing.
   */
  private Answer shop(Request request) {
    JsonNode body = Bodies.object(request);
    String currency = Bodies.optionalText(body, "currency");
    Shopping shopping = shopping(body);
    return Answer.json(
        ledger.call(state -> {
          Entry.Shopped done = state.orders().find(shopping.seed(), shopping.mark());
          if (done == null) {
            done = send(state, shopping, currency == null ? "CNY" : currency);
            ledger.record(done);
          }
          return sum(done);
        }));
  }

  private static Shopping shopping(JsonNode body) {
    List<String> skus = new ArrayList<>();
    body.path("skus").forEach(sku -> skus.add(sku.asString("")));
    if (skus.isEmpty()) {
      for (int i = 1; i <= 9; i++) {
        skus.add("SANDBOX-" + i);
      }
    }
    try {
      return new Shopping(
          Bodies.number(body, "seed", 0),
          Bodies.text(body, "mark"),
          Bodies.fraction(body, "baseRate", 0.05),
          Bodies.fraction(body, "lift", 0),
          Bodies.number(body, "averageOrderMinor", 20_000),
          Bodies.instant(body, "placedFrom"),
          Bodies.instant(body, "placedUntil"),
          skus);
    } catch (IllegalArgumentException e) {
      throw new BadRequest(String.valueOf(e.getMessage()));
    }
  }

  private static Entry.Shopped send(State state, Shopping shopping, String currency) {
    Instant now = state.clock().instant();
    Campaign campaign = state.campaigns().find(shopping.mark());
    if (campaign == null) {
      throw new BadRequest("no message has the mark " + shopping.mark());
    }
    List<String> personIds = state.world().people().stream().map(Person::personId).toList();
    List<Order> orders = shopping.orders(personIds, campaign::hasReached);
    int reached = (int) personIds.stream().filter(campaign::hasReached).count();
    return new Entry.Shopped(
        now, shopping.seed(), shopping.mark(), currency, personIds.size(), reached, orders);
  }

  private static ObjectNode sum(Entry.Shopped shopped) {
    long reached = shopped.orders().stream().filter(Order::isReached).count();
    long revenueMinor =
        shopped.orders().stream().mapToLong(it -> it.quantity() * it.unitPriceMinor()).sum();
    return JSON.objectNode()
        .put("people", shopped.people())
        .put("reached", shopped.reached())
        .put("buyersReached", reached)
        .put("buyersOthers", shopped.orders().size() - reached)
        .put("orders", shopped.orders().size())
        .put("currency", shopped.currency())
        .put("revenueMinor", revenueMinor);
  }

  /** ?mark= : the orders of its shoppings, or all, one JSON object a line. */
  private Answer orders(Request request) {
    String mark = request.query("mark");
    StringBuilder lines = new StringBuilder();
    ledger.call(state -> {
      state
          .orders()
          .each((shopped, order) -> {
            if (mark == null || mark.equals(shopped.mark())) {
              lines.append(line(state, shopped, order)).append('\n');
            }
          });
      return lines;
    });
    return Answer.lines(lines);
  }

  private static ObjectNode line(State state, Entry.Shopped shopped, Order order) {
    ObjectNode line = JSON.objectNode();
    line.put("orderNo", order.orderNo()).put("personId", order.personId());
    Person person = state.world().person(order.personId());
    String buyer = person == null ? null : person.buyer();
    line.set("buyer", buyer == null ? JSON.nullNode() : Bodies.MAPPER.readTree(buyer));
    line.put("placedAt", order.placedAt().toString());
    line.put("sku", order.sku());
    line.put("quantity", order.quantity());
    line.put("unitPriceMinor", order.unitPriceMinor());
    return line.put("currency", shopped.currency());
  }
}
