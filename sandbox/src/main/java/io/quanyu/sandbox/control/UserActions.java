package io.quanyu.sandbox.control;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.BadRequest;
import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.sms.SmsWebhooks;
import io.quanyu.sandbox.state.BulkMessage;
import io.quanyu.sandbox.state.Contact;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.Outcome;
import io.quanyu.sandbox.state.PhoneNumber;
import io.quanyu.sandbox.state.SmsGateway;
import io.quanyu.sandbox.state.State;
import io.quanyu.sandbox.wecom.Callbacks;
import io.quanyu.sandbox.wecom.UserEvent;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What members and customers do with their fingers; these, and only these, cause callbacks. */
final class UserActions {
  private static final int ADD_WAY_QR_CODE = 1;

  /** What a user action did, and what the apps are told; null: nothing happened. */
  private record Done(ObjectNode answer, @Nullable UserEvent event) {}

  private final Ledger ledger;
  private final Callbacks callbacks;
  private final SmsWebhooks smsWebhooks;

  UserActions(Ledger ledger, Callbacks callbacks, SmsWebhooks smsWebhooks) {
    this.ledger = ledger;
    this.callbacks = callbacks;
    this.smsWebhooks = smsWebhooks;
  }

  void route(Router router) {
    router
        .route("POST", "/sandbox/members/{userid}/confirm", this::confirm)
        .route("GET", "/sandbox/members/{userid}/tasks", this::tasks)
        .route("POST", "/sandbox/members/{userid}/remove", this::removeByMember)
        .route("POST", "/sandbox/customers/{externalUserid}/add", this::add)
        .route("POST", "/sandbox/customers/{externalUserid}/remove", this::removeByCustomer)
        .route("POST", "/sandbox/phones/{number}/reply", this::reply);
  }

  /**
   * {msgid}: the member sends what waits for her. A second confirmation changes nothing; 409 when
   * the message was cancelled.
   */
  private Answer confirm(Request request) {
    String msgid = Bodies.text(Bodies.object(request), "msgid");
    String userid = request.parameter("userid");
    return ledger.call(state -> {
      BulkMessage message = state.bulkMessages().find(msgid);
      BulkMessage.Task task = message == null ? null : message.tasks().get(userid);
      if (message == null || task == null) {
        return Router.problem(404, "no such task for this member");
      }
      if (task.confirmedAt() == null) {
        if (message.isCancelled()) {
          return Router.problem(409, "the message was cancelled");
        }
        ledger.record(state.bulkMessages().confirmation(msgid, task, state.clock().instant()));
      }
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      for (Outcome outcome : Outcome.values()) {
        answer.put(
            outcome.wire(),
            task.recipients().stream().filter(it -> it.outcome() == outcome).count());
      }
      return Answer.json(answer);
    });
  }

  /** What waits for the member, oldest first. */
  private Answer tasks(Request request) {
    String userid = request.parameter("userid");
    return ledger.call(state -> {
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      var list = answer.putArray("tasks");
      for (BulkMessage message : state.bulkMessages().all()) {
        BulkMessage.Task task = message.tasks().get(userid);
        if (task != null && task.confirmedAt() == null && !message.isCancelled()) {
          list.addObject()
              .put("msgid", message.accepted().msgid())
              .put("acceptedAt", message.accepted().at().toString())
              .put("customers", task.recipients().size());
        }
      }
      return Answer.json(answer);
    });
  }

  /** {userid, state?}: the customer adds the member. */
  private Answer add(Request request) {
    JsonNode body = Bodies.object(request);
    String userid = Bodies.text(body, "userid");
    String carried = Bodies.optionalText(body, "state");
    String customer = request.parameter("externalUserid");
    return act(state -> {
      if (!state.world().hasMember(userid)
          || state.world().personByExternalUserid(customer) == null) {
        throw new BadRequest("no such member or customer");
      }
      Contact before = state.world().contact(userid, customer);
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      if (before != null && !before.isBlocked()) {
        return new Done(answer.put("changed", false), null);
      }
      Instant now = state.clock().instant();
      String code = UUID.randomUUID().toString();
      ledger.record(new Entry.ContactAdded(now, userid, customer, carried, ADD_WAY_QR_CODE));
      return new Done(
          answer.put("changed", true),
          new UserEvent.ContactAdded(now, userid, customer, carried, code));
    });
  }

  /** {userid}: the customer removes the member. */
  private Answer removeByCustomer(Request request) {
    String userid = Bodies.text(Bodies.object(request), "userid");
    String customer = request.parameter("externalUserid");
    return act(state -> {
      Contact contact = state.world().contact(userid, customer);
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      if (contact == null || contact.isBlocked()) {
        return new Done(answer.put("changed", false), null);
      }
      Instant now = state.clock().instant();
      ledger.record(new Entry.ContactBlocked(now, userid, customer));
      return new Done(
          answer.put("changed", true),
          new UserEvent.ContactRemovedByCustomer(now, userid, customer));
    });
  }

  /** {externalUserid}: the member removes the customer. */
  private Answer removeByMember(Request request) {
    String customer = Bodies.text(Bodies.object(request), "externalUserid");
    String userid = request.parameter("userid");
    return act(state -> {
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      if (state.world().contact(userid, customer) == null) {
        return new Done(answer.put("changed", false), null);
      }
      Instant now = state.clock().instant();
      ledger.record(new Entry.ContactRemoved(now, userid, customer));
      return new Done(
          answer.put("changed", true), new UserEvent.ContactRemovedByMember(now, userid, customer));
    });
  }

  /** {text, apiKey = the only account}: somebody answers an SMS. */
  private Answer reply(Request request) {
    JsonNode body = Bodies.object(request);
    String text = Bodies.text(body, "text");
    String apiKey = Bodies.optionalText(body, "apiKey");
    String from = PhoneNumber.find(request.parameter("number"));
    if (from == null) {
      throw new BadRequest("no mobile number: " + request.parameter("number"));
    }
    String id = UUID.randomUUID().toString();
    ledger.call(state -> {
      var accounts = state.smsGateway().accounts();
      if (apiKey == null && accounts.size() != 1) {
        throw new BadRequest("apiKey is missing: there are " + accounts.size() + " accounts");
      }
      String key = apiKey == null ? accounts.iterator().next().apiKey() : apiKey;
      if (state.smsGateway().account(key) == null) {
        throw new BadRequest("no such account");
      }
      ledger.record(new Entry.SmsReplied(state.clock().instant(), id, key, from, text));
      return id;
    });
    smsWebhooks.send(SmsGateway.replyId(id));
    return Answer.json(JsonNodeFactory.instance.objectNode().put("id", id));
  }

  private Answer act(Function<State, Done> action) {
    Done done = ledger.call(action);
    if (done.event() != null) {
      callbacks.tell(done.event());
    }
    return Answer.json(done.answer());
  }
}
