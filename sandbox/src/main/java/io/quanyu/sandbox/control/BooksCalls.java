package io.quanyu.sandbox.control;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.sms.SmsLimits;
import io.quanyu.sandbox.state.Campaign;
import io.quanyu.sandbox.state.Channel;
import io.quanyu.sandbox.state.Delivery;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.Outcome;
import io.quanyu.sandbox.state.Reaction;
import io.quanyu.sandbox.state.SmsGateway;
import io.quanyu.sandbox.state.State;
import io.quanyu.sandbox.wecom.RateLimits;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The books as JSON, their rows as JSON lines, and a page to look at. */
final class BooksCalls {
  private final Ledger ledger;
  private final RateLimits limits;
  private final SmsLimits smsLimits;

  BooksCalls(Ledger ledger, RateLimits limits, SmsLimits smsLimits) {
    this.ledger = ledger;
    this.limits = limits;
    this.smsLimits = smsLimits;
  }

  void route(Router router) {
    router
        .route("GET", "/sandbox/books", _ -> Answer.json(ledger.call(this::sums)))
        .route("GET", "/sandbox/books/deliveries", request -> rows(request, Books::full))
        .route("GET", "/sandbox/books/persons", request -> rows(request, Books::brief))
        .route("GET", "/", this::page);
  }

  private ObjectNode sums(State state) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("asOf", state.clock().instant().toString());
    ArrayNode marks = answer.putArray("marks");
    state.campaigns().byMark().forEach((mark, campaign) -> marks.add(sum(mark, campaign)));
    answer
        .putObject("callbacks")
        .put("delivered", state.callbacksDelivered())
        .put("lost", state.callbacksLost());
    SmsGateway gateway = state.smsGateway();
    answer
        .putObject("sms")
        .put("calls", smsLimits.calls())
        .put("refusedByLimit", smsLimits.refused())
        .put("reportsTaken", gateway.reportsTaken())
        .put("repliesTaken", gateway.repliesTaken())
        .put("callbacksPending", gateway.pendingCount())
        .put("callbacksLost", gateway.webhooksLost());
    ObjectNode calls = answer.putObject("calls");
    limits.callsByApi().forEach(calls::put);
    ObjectNode refused = answer.putObject("refusedByLimit");
    limits.refusedByApi().forEach(refused::put);
    return answer;
  }

  private static ObjectNode sum(String mark, Campaign campaign) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("mark", mark);
    for (Outcome outcome : Outcome.values()) {
      node.put(outcome.wire(), campaign.rows(outcome));
    }
    node.put("persons", campaign.persons()).put("duplicates", campaign.duplicates());
    for (Reaction reaction : Reaction.values()) {
      node.put(reaction.wire(), campaign.reacted(reaction));
    }
    node.put("bought", campaign.boughtReached()).put("boughtOthers", campaign.boughtOthers());
    node.put("smsParts", campaign.smsParts());
    ObjectNode channels = node.putObject("channels");
    for (Channel channel : Channel.values()) {
      channels.putObject(channel.wire()).put("delivered", campaign.deliveredBy(channel));
    }
    return node;
  }

  /** ?mark= : the rows with this mark, or all, one JSON object a line. */
  private Answer rows(Request request, Function<Delivery, ObjectNode> shape) {
    StringBuilder lines = new StringBuilder();
    ledger.call(state -> {
      Books.rows(state, request.query("mark"), row -> lines.append(shape.apply(row)).append('\n'));
      return lines;
    });
    return Answer.lines(lines);
  }

  private Answer page(Request request) {
    String asked = request.query("lang");
    Locale locale = "en".equals(asked) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    return Answer.html(ledger.call(state -> BooksPage.render(state, locale)));
  }
}
