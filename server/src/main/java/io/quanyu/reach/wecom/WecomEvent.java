package io.quanyu.reach.wecom;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What WeCom told us by a callback, published within the transaction that keeps the callback: a
 * plain {@code @EventListener} takes part in it, so its effect happens once, with the callback or
 * not at all. It must be quick, because WeCom waits five seconds. Each event is published once,
 * however often WeCom sends it.
 *
 * <p>What we do through WeCom's API causes no callback: never wait for one after a call.
 */
public sealed interface WecomEvent {

  /** Which corporation. */
  String corpId();

  /** When it happened, by WeCom's clock, in whole seconds. */
  Instant occurredAt();

  /**
   * A member and a customer became contacts.
   *
   * @param state what the contact way carried to recognise it by
   * @param welcomeCode good for one welcome message within 20 seconds; absent if WeCom greets
   * @param isHalf whether the customer has the member, but the member must still accept
   */
  record CustomerAdded(
      String corpId,
      Instant occurredAt,
      String userId,
      String externalUserId,
      Optional<String> state,
      Optional<String> welcomeCode,
      boolean isHalf)
      implements WecomEvent {}

  /** A member changed what is noted of a customer: remark, tags, description. */
  record CustomerEdited(String corpId, Instant occurredAt, String userId, String externalUserId)
      implements WecomEvent {}

  /**
   * A member deleted a customer.
   *
   * @param isByTransfer whether only because the customer went to a colleague
   */
  record CustomerDeletedByMember(
      String corpId, Instant occurredAt, String userId, String externalUserId, boolean isByTransfer)
      implements WecomEvent {}

  /** A customer deleted a member: messages do not arrive any more. */
  record MemberDeletedByCustomer(
      String corpId, Instant occurredAt, String userId, String externalUserId)
      implements WecomEvent {}

  /**
   * A customer did not go over to a colleague.
   *
   * @param reason in WeCom's words: {@code customer_refused}, {@code customer_limit_exceed}
   */
  record TransferFailed(
      String corpId, Instant occurredAt, String userId, String externalUserId, String reason)
      implements WecomEvent {}

  /** A customer agreed that conversations are archived. */
  record ArchiveApproved(
      String corpId,
      Instant occurredAt,
      String userId,
      String externalUserId,
      Optional<String> welcomeCode)
      implements WecomEvent {}

  /**
   * A customer group was made, changed or dismissed; WeCom does not say all, so ask it.
   *
   * @param change {@code create}, {@code update} or {@code dismiss}
   * @param detail of an update: {@code add_member}, {@code del_member}, {@code change_owner} …
   */
  record GroupChatChanged(
      String corpId, Instant occurredAt, String chatId, String change, Optional<String> detail)
      implements WecomEvent {}

  /**
   * A customer tag or group of tags of the corporation changed.
   *
   * @param change {@code create}, {@code update}, {@code delete} or {@code shuffle}
   * @param tagType {@code tag} or {@code tag_group}
   */
  record CustomerTagChanged(
      String corpId, Instant occurredAt, String change, String tagType, Optional<String> id)
      implements WecomEvent {}

  /**
   * Something about customer acquisition links.
   *
   * @param change such as {@code link_unavailable} or {@code balance_low}
   */
  record AcquisitionChanged(
      String corpId, Instant occurredAt, String change, Optional<String> linkId)
      implements WecomEvent {}

  /**
   * A member, department or member tag changed.
   *
   * @param change such as {@code create_user} or {@code delete_party}
   * @param id the member's userid, or the department's or tag's number
   * @param newUserId the member's userid from now on, if that is what changed
   */
  record DirectoryChanged(
      String corpId,
      Instant occurredAt,
      String change,
      Optional<String> id,
      Optional<String> newUserId)
      implements WecomEvent {}

  /**
   * Any other kind, a member's message to the app among them.
   *
   * @param kind event and change type joined by a dot, or {@code message.} and the message's type
   * @param fields the fields as WeCom names them, nested ones as {@code BatchJob/JobId}
   */
  record Other(String corpId, Instant occurredAt, String kind, Map<String, String> fields)
      implements WecomEvent {
    public Other {
      fields = Map.copyOf(fields);
    }

    /** Without the fields: they may hold what people wrote. */
    @Override
    public String toString() {
      return "Other[" + kind + " at " + occurredAt + "]";
    }
  }
}
