package io.quanyu.sandbox.control;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.state.BulkMessage;
import io.quanyu.sandbox.state.Delivery;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.State;
import io.quanyu.sandbox.wecom.RateLimits;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The books as JSON, their rows as JSON lines, and a page to look at. */
final class BooksCalls {
  private final Ledger ledger;
  private final RateLimits limits;

  BooksCalls(Ledger ledger, RateLimits limits) {
    this.ledger = ledger;
    this.limits = limits;
  }

  void route(Router router) {
    router
        .route("GET", "/sandbox/books", _ -> Answer.json(ledger.call(this::sums)))
        .route("GET", "/sandbox/books/deliveries", this::rows)
        .route("GET", "/", this::page);
  }

  private ObjectNode sums(State state) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("asOf", state.clock().instant().toString());
    ArrayNode marks = answer.putArray("marks");
    Books.of(state)
        .byMark()
        .forEach((mark, sum) -> {
          ObjectNode node = marks.addObject().put("mark", mark);
          for (BulkMessage.Outcome outcome : BulkMessage.Outcome.values()) {
            node.put(wire(outcome), sum.rows(outcome));
          }
          node.put("persons", sum.persons()).put("duplicates", sum.duplicates());
        });
    answer
        .putObject("callbacks")
        .put("delivered", state.callbacksDelivered())
        .put("lost", state.callbacksLost());
    ObjectNode calls = answer.putObject("calls");
    limits.callsByApi().forEach(calls::put);
    ObjectNode refused = answer.putObject("refusedByLimit");
    limits.refusedByApi().forEach(refused::put);
    return answer;
  }

  /** ?mark= : the rows with this mark, or all, one JSON object a line. */
  private Answer rows(Request request) {
    String wanted = request.query("mark");
    StringBuilder lines = new StringBuilder();
    ledger.call(state -> {
      state
          .bulkMessages()
          .deliveries(row -> {
            if (wanted == null || wanted.equals(row.mark())) {
              lines.append(line(row)).append('\n');
            }
          });
      return lines;
    });
    return new Answer.Body(200, "application/x-ndjson; charset=UTF-8", lines.toString());
  }

  private static ObjectNode line(Delivery row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("personId", row.personId());
    node.put("channel", row.channel());
    node.put("messageId", row.messageId());
    node.put("sender", row.sender());
    node.put("mark", row.mark());
    node.put("textHash", row.textHash());
    node.put("acceptedAt", row.acceptedAt().toString());
    Instant confirmedAt = row.confirmedAt();
    node.put("confirmedAt", confirmedAt == null ? null : confirmedAt.toString());
    node.put("outcome", wire(row.outcome()));
    return node;
  }

  /** {@code notFriend} for {@code NOT_FRIEND}. */
  static String wire(BulkMessage.Outcome outcome) {
    return switch (outcome) {
      case WAITING -> "waiting";
      case DELIVERED -> "delivered";
      case NOT_FRIEND -> "notFriend";
      case OVER_QUOTA -> "overQuota";
    };
  }

  private Answer page(Request request) {
    String asked = request.query("lang");
    Locale locale = "en".equals(asked) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    return Answer.html(ledger.call(state -> BooksPage.render(state, locale)));
  }
}
