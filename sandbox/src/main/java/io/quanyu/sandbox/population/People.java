package io.quanyu.sandbox.population;

import io.quanyu.sandbox.sms.SmsWebhooks;
import io.quanyu.sandbox.state.BulkMessage;
import io.quanyu.sandbox.state.Channel;
import io.quanyu.sandbox.state.Draws;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.Person;
import io.quanyu.sandbox.state.Population;
import io.quanyu.sandbox.state.Reaction;
import io.quanyu.sandbox.state.Sms;
import io.quanyu.sandbox.state.SmsGateway;
import io.quanyu.sandbox.state.State;
import io.quanyu.sandbox.wecom.Callbacks;
import io.quanyu.sandbox.wecom.UserEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of what people do: one thread that looks every 50 ms at what has become due and
 * does it under one lock and one fsync. Waiting is in real time, also when the sandbox's clock is
 * moved. What they decide is drawn by {@link Draws}; only when they do it depends on this class.
 */
public final class People implements AutoCloseable {
  private static final long TICK_MS = 50;

  /** Groups handled under one lock, so that the vendors' calls are not held up for long. */
  private static final int GROUPS_MAX = 100;

  /** What is told when it is safe. */
  private record Told(List<UserEvent> events, List<String> webhookIds, boolean isMoreDue) {}

  private final Ledger ledger;
  private final Callbacks callbacks;
  private final SmsWebhooks smsWebhooks;
  private final Map<Population.Pending, Long> dueAtNanos = new HashMap<>();
  private Population.@Nullable Settings dueBy;
  private final Thread thread;
  private volatile boolean isActing;
  private volatile boolean isClosed;

  /** Starts looking. */
  public People(Ledger ledger, Callbacks callbacks, SmsWebhooks smsWebhooks) {
    this.ledger = ledger;
    this.callbacks = callbacks;
    this.smsWebhooks = smsWebhooks;
    this.thread = Thread.ofVirtual().name("people").start(this::run);
  }

  /** Whether somebody acts at this moment, and callbacks may be about to be sent. */
  public boolean isActing() {
    return isActing;
  }

  private void run() {
    while (!isClosed) {
      boolean isMoreDue;
      isActing = true;
      try {
        Told told = ledger.call(state -> act(state, System.nanoTime()));
        told.events().forEach(callbacks::tell);
        told.webhookIds().forEach(smsWebhooks::send);
        isMoreDue = told.isMoreDue();
      } finally {
        isActing = false;
      }
      if (!isMoreDue) {
        try {
          Thread.sleep(TICK_MS);
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  private Told act(State state, long nowNanos) {
    Told told = new Told(new ArrayList<>(), new ArrayList<>(), false);
    Population.Settings settings = state.population().settings();
    if (!Objects.equals(settings, dueBy)) {
      // Other people: how long these wait is drawn anew.
      dueAtNanos.clear();
      dueBy = settings;
    }
    if (settings == null) {
      return told;
    }
    List<Population.Pending> pending = state.population().pending();
    if (dueAtNanos.size() > pending.size()) {
      dueAtNanos.keySet().retainAll(pending);
    }
    int groups = 0;
    for (Population.Pending it : pending) {
      Long dueAt = dueAtNanos.get(it);
      if (dueAt == null) {
        dueAt = nowNanos + Duration.ofMillis(afterMs(it, settings, state)).toNanos();
        dueAtNanos.put(it, dueAt);
      }
      if (dueAt - nowNanos > 0) {
        continue;
      }
      if (groups == GROUPS_MAX) {
        return new Told(told.events(), told.webhookIds(), true);
      }
      groups++;
      dueAtNanos.remove(it);
      switch (it) {
        case Population.Pending.Confirmation(String msgid, String userid) ->
            confirm(state, msgid, userid);
        case Population.Pending.Reactions(String messageId, @Nullable String userid) ->
            react(state, settings, messageId, userid, told);
      }
    }
    return told;
  }

  private static long afterMs(
      Population.Pending pending, Population.Settings settings, State state) {
    return switch (pending) {
      case Population.Pending.Confirmation(String msgid, String userid) -> {
        BulkMessage message = state.bulkMessages().find(msgid);
        yield message == null ? 0 : Draws.confirmAfterMs(settings, message, userid);
      }
      case Population.Pending.Reactions(String messageId, @Nullable String userid) ->
          settings
              .reactAfterMs()
              .at(
                  Draws.unit(
                      settings.seed(), "react after", userid == null ? "" : userid, messageId));
    };
  }

  private void confirm(State state, String msgid, String userid) {
    BulkMessage message = state.bulkMessages().find(msgid);
    BulkMessage.Task task = message == null ? null : message.tasks().get(userid);
    if (task != null) {
      ledger.record(state.bulkMessages().confirmation(msgid, task, state.clock().instant()));
    }
  }

  private void react(
      State state,
      Population.Settings settings,
      String messageId,
      @Nullable String userid,
      Told told) {
    Instant now = state.clock().instant();
    Entry.SmsAccepted call = userid == null ? state.smsGateway().call(messageId) : null;
    if (call != null) {
      reactToSms(settings, call, now, told);
    }
    BulkMessage message = userid == null ? null : state.bulkMessages().find(messageId);
    if (message != null && userid != null) {
      reactToWecom(state, settings, message, userid, now, told);
    }
  }

  private void reactToSms(
      Population.Settings settings, Entry.SmsAccepted call, Instant now, Told told) {
    List<String> reached = new ArrayList<>();
    Map<String, String> numbers = new HashMap<>();
    for (Sms sms : call.messages()) {
      String personId = sms.personId();
      if (personId != null) {
        reached.add(personId);
        numbers.put(personId, sms.to());
      }
    }
    Map<Reaction, List<String>> reactions =
        Draws.reactions(settings, Channel.SMS, call.mark(), reached);
    ledger.record(new Entry.Reacted(now, call.id(), null, call.mark(), reactions));
    for (String personId : reactions.getOrDefault(Reaction.REPLIED, List.of())) {
      String id = UUID.randomUUID().toString();
      ledger.record(
          new Entry.SmsReplied(now, id, call.apiKey(), numbers.getOrDefault(personId, ""), "R"));
      told.webhookIds().add(SmsGateway.replyId(id));
    }
  }

  private void reactToWecom(
      State state,
      Population.Settings settings,
      BulkMessage message,
      String userid,
      Instant now,
      Told told) {
    BulkMessage.Task task = message.tasks().get(userid);
    List<String> reached = task == null ? List.of() : state.bulkMessages().reached(task);
    Map<Reaction, List<String>> reactions =
        Draws.reactions(settings, Channel.WECOM, message.mark(), reached);
    ledger.record(
        new Entry.Reacted(now, message.accepted().msgid(), userid, message.mark(), reactions));
    for (String personId : reactions.getOrDefault(Reaction.BLOCKED, List.of())) {
      Person person = state.world().person(personId);
      String customer = person == null ? null : person.externalUserid();
      var contact = customer == null ? null : state.world().contact(userid, customer);
      if (customer != null && contact != null && !contact.isBlocked()) {
        ledger.record(new Entry.ContactBlocked(now, userid, customer));
        told.events().add(new UserEvent.ContactRemovedByCustomer(now, userid, customer));
      }
    }
  }

  /** Nobody acts any more when it returns. */
  @Override
  public void close() {
    isClosed = true;
    try {
      // Not interrupted: that would close the journal under a write.
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
