package io.quanyu.sandbox.control;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.BadRequest;
import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.state.BulkMessage;
import io.quanyu.sandbox.state.Contact;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.State;
import io.quanyu.sandbox.wecom.Callbacks;
import io.quanyu.sandbox.wecom.UserEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  UserActions(Ledger ledger, Callbacks callbacks) {
    this.ledger = ledger;
    this.callbacks = callbacks;
  }

  void route(Router router) {
    router
        .route("POST", "/sandbox/members/{userid}/confirm", this::confirm)
        .route("GET", "/sandbox/members/{userid}/tasks", this::tasks)
        .route("POST", "/sandbox/members/{userid}/remove", this::removeByMember)
        .route("POST", "/sandbox/customers/{externalUserid}/add", this::add)
        .route("POST", "/sandbox/customers/{externalUserid}/remove", this::removeByCustomer);
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
        ledger.record(decide(state, msgid, task));
      }
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      for (BulkMessage.Outcome outcome : BulkMessage.Outcome.values()) {
        answer.put(
            BooksCalls.wire(outcome),
            task.recipients().stream().filter(it -> it.outcome() == outcome).count());
      }
      return Answer.json(answer);
    });
  }

  private static Entry decide(State state, String msgid, BulkMessage.Task task) {
    Instant now = state.clock().instant();
    List<String> notFriend = new ArrayList<>();
    List<String> overQuota = new ArrayList<>();
    for (BulkMessage.Recipient recipient : task.recipients()) {
      String id = recipient.externalUserid();
      Contact contact = state.world().contact(task.userid(), id);
      if (contact == null || contact.isBlocked()) {
        notFriend.add(id);
      } else if (state.bulkMessages().quotaLeft(id, now) == 0) {
        overQuota.add(id);
      }
    }
    return new Entry.BulkConfirmed(now, msgid, task.userid(), notFriend, overQuota);
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

  private Answer act(Function<State, Done> action) {
    Done done = ledger.call(action);
    if (done.event() != null) {
      callbacks.tell(done.event());
    }
    return Answer.json(done.answer());
  }
}
