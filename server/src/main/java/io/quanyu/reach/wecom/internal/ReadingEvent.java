package io.quanyu.reach.wecom.internal;

import io.quanyu.reach.wecom.WecomEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns the fields of a callback into what it means. */
final class ReadingEvent {
  private ReadingEvent() {}

  /** Longest name of a kind that is kept. */
  private static final int KIND_LENGTH_MAX = 200;

  /** Event and change type joined by a dot, or {@code message.} and the message's type. */
  static String kindOf(Map<String, String> fields) throws UnreadableCallbackException {
    var type = CallbackXml.required(fields, "MsgType");
    var kind =
        type.equals("event")
            ? CallbackXml.required(fields, "Event")
                + Optional.ofNullable(fields.get("ChangeType")).map(c -> "." + c).orElse("")
            : "message." + type;
    if (kind.length() > KIND_LENGTH_MAX) {
      throw new UnreadableCallbackException("its kind is too long");
    }
    return kind.toLowerCase(Locale.ROOT);
  }

  static Instant timeOf(Map<String, String> fields) throws UnreadableCallbackException {
    try {
      return Instant.ofEpochSecond(Long.parseLong(CallbackXml.required(fields, "CreateTime")));
    } catch (NumberFormatException | DateTimeException e) {
      throw new UnreadableCallbackException("its CreateTime is no number of seconds", e);
    }
  }

  static WecomEvent read(String corpId, Map<String, String> fields)
      throws UnreadableCallbackException {
    var at = timeOf(fields);
    var kind = kindOf(fields);
    var change = fields.getOrDefault("ChangeType", "").toLowerCase(Locale.ROOT);
    if (kind.startsWith("change_external_contact.")) {
      return contact(corpId, at, kind, change, fields);
    }
    if (kind.startsWith("change_external_chat.")) {
      return new WecomEvent.GroupChatChanged(
          corpId,
          at,
          CallbackXml.required(fields, "ChatId"),
          change,
          optional(fields, "UpdateDetail"));
    }
    if (kind.startsWith("change_external_tag.")) {
      return new WecomEvent.CustomerTagChanged(
          corpId, at, change, fields.getOrDefault("TagType", ""), optional(fields, "Id"));
    }
    if (kind.startsWith("customer_acquisition.")) {
      return new WecomEvent.AcquisitionChanged(corpId, at, change, optional(fields, "LinkId"));
    }
    if (kind.startsWith("change_contact.")) {
      var id = optional(fields, "UserID").or(() -> optional(fields, "Id"));
      return new WecomEvent.DirectoryChanged(
          corpId,
          at,
          change,
          id.or(() -> optional(fields, "TagId")),
          optional(fields, "NewUserID"));
    }
    return new WecomEvent.Other(corpId, at, kind, fields);
  }

  private static WecomEvent contact(
      String corpId, Instant at, String kind, String change, Map<String, String> fields)
      throws UnreadableCallbackException {
    var user = CallbackXml.required(fields, "UserID");
    var customer = CallbackXml.required(fields, "ExternalUserID");
    var welcomeCode = optional(fields, "WelcomeCode");
    return switch (change) {
      case "add_external_contact", "add_half_external_contact" ->
          new WecomEvent.CustomerAdded(
              corpId,
              at,
              user,
              customer,
              optional(fields, "State"),
              welcomeCode,
              change.equals("add_half_external_contact"));
      case "edit_external_contact" -> new WecomEvent.CustomerEdited(corpId, at, user, customer);
      case "del_external_contact" ->
          new WecomEvent.CustomerDeletedByMember(
              corpId,
              at,
              user,
              customer,
              fields.getOrDefault("Source", "").equals("DELETE_BY_TRANSFER"));
      case "del_follow_user" -> new WecomEvent.MemberDeletedByCustomer(corpId, at, user, customer);
      case "transfer_fail" ->
          new WecomEvent.TransferFailed(
              corpId, at, user, customer, fields.getOrDefault("FailReason", ""));
      case "msg_audit_approved" ->
          new WecomEvent.ArchiveApproved(corpId, at, user, customer, welcomeCode);
      default -> new WecomEvent.Other(corpId, at, kind, fields);
    };
  }

  private static Optional<String> optional(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name)).filter(text -> !text.isBlank());
  }
}
