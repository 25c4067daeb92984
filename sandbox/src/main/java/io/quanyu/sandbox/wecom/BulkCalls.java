package io.quanyu.sandbox.wecom;

import io.quanyu.sandbox.state.BulkMessage;
import io.quanyu.sandbox.state.Contact;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bulk messages (企业群发) through the API: they are tasks for members, nothing is delivered before a
 * member confirms (facts 5.3, 5.4). Not simulated: group chats as receivers and {@code tag_filter};
 * both are refused as bad parameters rather than half done.
 */
final class BulkCalls {
  /** Customers in one call. */
  static final int CUSTOMERS_MAX = 10_000;

  /** Bytes of UTF-8 in the text. */
  static final int TEXT_BYTES_MAX = 4_000;

  /** Attachments of one message. */
  static final int ATTACHMENTS_MAX = 9;

  /** Messages on a page of get_groupmsg_list_v2. */
  static final int LIST_MAX = 100;

  /** Tasks or results on a page. */
  static final int RESULTS_MAX = 1_000;

  /** The longest span of get_groupmsg_list_v2. */
  static final Duration LIST_SPAN_MAX = Duration.ofDays(31);

  /** Reminders of one message within a day. */
  static final int REMINDERS_MAX = 3;

  private static final Duration REMINDER_SPAN = Duration.ofHours(24);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private BulkCalls() {}

  /** POST add_msg_template. */
  static ObjectNode add(WecomCall call) {
    String chatType = call.text("chat_type");
    if (chatType != null && !chatType.equals("single")) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, "the sandbox has no group chats");
    }
    if (!call.body().path("tag_filter").path("group_list").isEmpty()) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, "the sandbox has no tag_filter");
    }
    List<String> asked = call.texts("external_userid", CUSTOMERS_MAX);
    @Nullable String sender = call.text("sender");
    if (asked.isEmpty() && sender == null) {
      throw new WecomRefusal(WecomError.EMPTY_PARAMETER, "external_userid and sender");
    }
    if (sender != null) {
      call.member(sender);
    }
    String content = call.body().path("text").path("content").asString("");
    String attachments = attachmentsOf(call);
    if (content.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES_MAX) {
      throw new WecomRefusal(WecomError.TEXT_TOO_LONG);
    }
    if (content.isEmpty() && attachments.equals("[]")) {
      throw new WecomRefusal(WecomError.EMPTY_PARAMETER, "text and attachments");
    }
    LinkedHashSet<String> wanted = new LinkedHashSet<>(asked);
    if (asked.isEmpty() && sender != null) {
      wanted.addAll(call.state().world().contactsOf(sender).keySet());
    }
    List<String> failed = new ArrayList<>();
    Map<String, List<String>> recipients = new LinkedHashMap<>();
    for (String id : wanted) {
      String member = memberFor(call, id, sender);
      if (member == null || call.state().bulkMessages().quotaLeft(id, call.now()) == 0) {
        failed.add(id);
      } else {
        recipients.computeIfAbsent(member, _ -> new ArrayList<>()).add(id);
      }
    }
    if (recipients.isEmpty()) {
      throw new WecomRefusal(WecomError.NOBODY_TO_SEND);
    }
    String msgid = "msg" + RandomText.of(29);
    call.record(new Entry.BulkAccepted(call.now(), msgid, content, attachments, recipients));
    ObjectNode answer = JSON.objectNode();
    failed.forEach(answer.putArray("fail_list")::add);
    return answer.put("msgid", msgid);
  }

  private static String attachmentsOf(WecomCall call) {
    JsonNode attachments = call.body().path("attachments");
    if (attachments.isMissingNode() || attachments.isNull()) {
      return "[]";
    }
    if (!attachments.isArray()) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, "attachments is not an array");
    }
    if (attachments.size() > ATTACHMENTS_MAX) {
      throw new WecomRefusal(WecomError.TOO_MANY_ATTACHMENTS);
    }
    return attachments.toString();
  }

  /** Who gets the task for this customer: the sender if she has her; else who had her first. */
  private static @Nullable String memberFor(WecomCall call, String id, @Nullable String sender) {
    if (sender != null) {
      return call.state().world().contact(sender, id) == null ? null : sender;
    }
    String first = null;
    Instant since = Instant.MAX;
    for (Contact contact : call.state().world().followersOf(id)) {
      if (contact.addedAt().isBefore(since)) {
        since = contact.addedAt();
        first = contact.userid();
      }
    }
    return first;
  }

  /** POST get_groupmsg_list_v2: messages of a span, newest first. */
  static ObjectNode list(WecomCall call) {
    if (call.text("chat_type") == null) {
      throw new WecomRefusal(WecomError.EMPTY_PARAMETER, "chat_type");
    }
    Instant from = Instant.ofEpochSecond(call.number("start_time", 0));
    Instant to = Instant.ofEpochSecond(call.number("end_time", 0));
    if (to.isBefore(from) || Duration.between(from, to).compareTo(LIST_SPAN_MAX) > 0) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, "the span is at most one month");
    }
    int limit = call.limit(50, LIST_MAX);
    // All are made by the API: they count as the corp's own and have no creator.
    boolean wantsOurs =
        call.text("creator") == null
            && call.number("filter_type", 2) != 1
            && "single".equals(call.text("chat_type"));
    List<BulkMessage> found =
        wantsOurs
            ? call.state().bulkMessages().all().stream()
                .filter(it -> isWithin(it.accepted().at(), from, to))
                .toList()
                .reversed()
            : List.of();
    // The cursor names the last message shown, so that newer ones do not shift the pages.
    String place = Cursor.place(call.text("cursor"));
    int start = 0;
    if (!place.isEmpty()) {
      while (start < found.size() && !found.get(start).accepted().msgid().equals(place)) {
        start++;
      }
      start++;
    }
    ObjectNode answer = JSON.objectNode();
    ArrayNode list = answer.putArray("group_msg_list");
    int end = Math.min(start + limit, found.size());
    for (int i = start; i < end; i++) {
      list.add(describe(found.get(i)));
    }
    return answer.put(
        "next_cursor", end < found.size() ? Cursor.of(found.get(end - 1).accepted().msgid()) : "");
  }

  /** Times on the wire are whole seconds: a message belongs to the second it was made in. */
  private static boolean isWithin(Instant at, Instant from, Instant to) {
    long second = at.getEpochSecond();
    return second >= from.getEpochSecond() && second <= to.getEpochSecond();
  }

  private static ObjectNode describe(BulkMessage message) {
    Entry.BulkAccepted accepted = message.accepted();
    ObjectNode node = JSON.objectNode();
    node.put("msgid", accepted.msgid());
    node.put("create_time", Long.toString(accepted.at().getEpochSecond()));
    node.put("create_type", 0);
    node.putObject("text").put("content", accepted.text());
    node.set("attachments", WecomApi.MAPPER.readTree(accepted.attachments()));
    return node;
  }

  /** POST get_groupmsg_task: who has confirmed (2) and who not (0). */
  static ObjectNode tasks(WecomCall call) {
    BulkMessage message = message(call);
    List<BulkMessage.Task> tasks = List.copyOf(message.tasks().values());
    int limit = call.limit(500, RESULTS_MAX);
    int start = Math.min(Cursor.index(call.text("cursor")), tasks.size());
    int end = Math.min(start + limit, tasks.size());
    ObjectNode answer = JSON.objectNode();
    ArrayNode list = answer.putArray("task_list");
    for (BulkMessage.Task task : tasks.subList(start, end)) {
      Instant confirmedAt = task.confirmedAt();
      ObjectNode node = list.addObject().put("userid", task.userid());
      node.put("status", confirmedAt == null ? 0 : 2);
      if (confirmedAt != null) {
        node.put("send_time", confirmedAt.getEpochSecond());
      }
    }
    return answer.put("next_cursor", end < tasks.size() ? Cursor.of(end) : "");
  }

  /** POST get_groupmsg_send_result: what became of each customer of one member. */
  static ObjectNode results(WecomCall call) {
    BulkMessage message = message(call);
    String userid = call.member(call.text("userid"));
    BulkMessage.Task task = message.tasks().get(userid);
    List<BulkMessage.Recipient> recipients = task == null ? List.of() : task.recipients();
    Instant confirmedAt = task == null ? null : task.confirmedAt();
    int limit = call.limit(500, RESULTS_MAX);
    int start = Math.min(Cursor.index(call.text("cursor")), recipients.size());
    int end = Math.min(start + limit, recipients.size());
    ObjectNode answer = JSON.objectNode();
    ArrayNode list = answer.putArray("send_list");
    for (BulkMessage.Recipient recipient : recipients.subList(start, end)) {
      ObjectNode node = list.addObject();
      node.put("external_userid", recipient.externalUserid());
      node.put("userid", userid);
      node.put("status", statusOf(recipient.outcome()));
      if (confirmedAt != null) {
        node.put("send_time", confirmedAt.getEpochSecond());
      }
    }
    return answer.put("next_cursor", end < recipients.size() ? Cursor.of(end) : "");
  }

  /** The number on the wire (facts 5.4); what was cancelled stays unsent. */
  private static int statusOf(Outcome outcome) {
    return switch (outcome) {
      case WAITING, CANCELLED -> 0;
      case DELIVERED -> 1;
      case NOT_FRIEND -> 2;
      case OVER_QUOTA -> 3;
      case FAILED -> throw new IllegalStateException("an outcome of SMS only");
    };
  }

  /** POST remind_groupmsg_send. */
  static ObjectNode remind(WecomCall call) {
    BulkMessage message = open(call);
    if (message.remindersWithin(REMINDER_SPAN, call.now()) >= REMINDERS_MAX) {
      throw new WecomRefusal(WecomError.REMINDED_TOO_OFTEN);
    }
    call.record(new Entry.BulkReminded(call.now(), message.accepted().msgid()));
    return JSON.objectNode();
  }

  /** POST cancel_groupmsg_send: who has confirmed has confirmed, the others no longer can. */
  static ObjectNode cancel(WecomCall call) {
    BulkMessage message = open(call);
    call.record(new Entry.BulkCancelled(call.now(), message.accepted().msgid()));
    return JSON.objectNode();
  }

  private static BulkMessage open(WecomCall call) {
    BulkMessage message = message(call);
    if (message.isCancelled()) {
      throw new WecomRefusal(WecomError.BULK_CANCELLED);
    }
    return message;
  }

  private static BulkMessage message(WecomCall call) {
    String msgid = call.text("msgid");
    if (msgid == null) {
      throw new WecomRefusal(WecomError.BULK_ID_MISSING);
    }
    BulkMessage message = call.state().bulkMessages().find(msgid);
    if (message == null) {
      throw new WecomRefusal(WecomError.BULK_ID_BAD);
    }
    return message;
  }
}
