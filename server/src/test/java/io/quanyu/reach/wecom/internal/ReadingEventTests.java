package io.quanyu.reach.wecom.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.reach.wecom.WecomEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadingEventTests {

  private static final Instant AT = Instant.ofEpochSecond(1_403_610_513);

  private static WecomEvent read(String event, String change, String... more) throws Exception {
    var fields =
        new TreeMap<>(
            Map.of(
                "MsgType",
                "event",
                "CreateTime",
                "1403610513",
                "Event",
                event,
                "ChangeType",
                change));
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return ReadingEvent.read("ww1", fields);
  }

  private static WecomEvent contact(String change, String... more) throws Exception {
    var both = new String[more.length + 4];
    both[0] = "UserID";
    both[1] = "zhangsan";
    both[2] = "ExternalUserID";
    both[3] = "wm1";
    System.arraycopy(more, 0, both, 4, more.length);
    return read("change_external_contact", change, both);
  }

  @Test
  void contactsAreMadeAndEnd() throws Exception {
    assertThat(contact("add_external_contact", "State", "s", "WelcomeCode", "c"))
        .isEqualTo(
            new WecomEvent.CustomerAdded(
                "ww1", AT, "zhangsan", "wm1", Optional.of("s"), Optional.of("c"), false));
    assertThat(contact("add_half_external_contact", "State", ""))
        .isEqualTo(
            new WecomEvent.CustomerAdded(
                "ww1", AT, "zhangsan", "wm1", Optional.empty(), Optional.empty(), true));
    assertThat(contact("edit_external_contact"))
        .isEqualTo(new WecomEvent.CustomerEdited("ww1", AT, "zhangsan", "wm1"));
    assertThat(contact("del_external_contact", "Source", "DELETE_BY_TRANSFER"))
        .isEqualTo(new WecomEvent.CustomerDeletedByMember("ww1", AT, "zhangsan", "wm1", true));
    assertThat(contact("del_external_contact"))
        .isEqualTo(new WecomEvent.CustomerDeletedByMember("ww1", AT, "zhangsan", "wm1", false));
    assertThat(contact("del_follow_user"))
        .isEqualTo(new WecomEvent.MemberDeletedByCustomer("ww1", AT, "zhangsan", "wm1"));
    assertThat(contact("transfer_fail", "FailReason", "customer_refused"))
        .isEqualTo(new WecomEvent.TransferFailed("ww1", AT, "zhangsan", "wm1", "customer_refused"));
    assertThat(contact("msg_audit_approved", "WelcomeCode", "c"))
        .isEqualTo(new WecomEvent.ArchiveApproved("ww1", AT, "zhangsan", "wm1", Optional.of("c")));
  }

  @Test
  void groupsTagsLinksAndMembersChange() throws Exception {
    assertThat(
            read("change_external_chat", "update", "ChatId", "wr1", "UpdateDetail", "add_member"))
        .isEqualTo(
            new WecomEvent.GroupChatChanged("ww1", AT, "wr1", "update", Optional.of("add_member")));
    assertThat(read("change_external_tag", "create", "Id", "et1", "TagType", "tag"))
        .isEqualTo(
            new WecomEvent.CustomerTagChanged("ww1", AT, "create", "tag", Optional.of("et1")));
    assertThat(read("customer_acquisition", "balance_low"))
        .isEqualTo(new WecomEvent.AcquisitionChanged("ww1", AT, "balance_low", Optional.empty()));
    assertThat(read("change_contact", "update_user", "UserID", "a", "NewUserID", "b"))
        .isEqualTo(
            new WecomEvent.DirectoryChanged(
                "ww1", AT, "update_user", Optional.of("a"), Optional.of("b")));
    assertThat(read("change_contact", "delete_party", "Id", "2"))
        .isEqualTo(
            new WecomEvent.DirectoryChanged(
                "ww1", AT, "delete_party", Optional.of("2"), Optional.empty()));
  }

  @Test
  void whatIsNewToUsIsPassedOnAsItIs() throws Exception {
    var fields = Map.of("MsgType", "event", "CreateTime", "1403610513", "Event", "kf_msg_or_event");

    assertThat(ReadingEvent.read("ww1", fields))
        .isEqualTo(new WecomEvent.Other("ww1", AT, "kf_msg_or_event", fields));
    assertThat(contact("something_new"))
        .isInstanceOfSatisfying(
            WecomEvent.Other.class,
            other -> assertThat(other.kind()).isEqualTo("change_external_contact.something_new"));
  }

  @Test
  void whatLacksItsFieldsIsRefused() {
    assertThatThrownBy(() -> ReadingEvent.read("ww1", Map.of("MsgType", "text")))
        .isInstanceOf(UnreadableCallbackException.class);
    assertThatThrownBy(
            () -> ReadingEvent.read("ww1", Map.of("MsgType", "text", "CreateTime", "soon")))
        .isInstanceOf(UnreadableCallbackException.class);
    assertThatThrownBy(() -> read("change_external_contact", "del_follow_user", "UserID", "a"))
        .isInstanceOf(UnreadableCallbackException.class);
    assertThatThrownBy(() -> read("change_external_chat", "create"))
        .isInstanceOf(UnreadableCallbackException.class);
  }
}
