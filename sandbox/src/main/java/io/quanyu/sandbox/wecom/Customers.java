package io.quanyu.sandbox.wecom;

import io.quanyu.sandbox.state.Contact;
import io.quanyu.sandbox.state.Person;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Customer contacts (externalcontact/…, facts 5.4). */
final class Customers {
  /** Members in one batch call, and customers on one of its pages (facts 5.3). */
  static final int BATCH_MAX = 100;

  /** Follow users of one customer on a page (facts 5.4: a cursor when there are more). */
  static final int FOLLOWERS_MAX = 500;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Customers() {}

  /** GET get_follow_user_list: members who may have customers; here all. */
  static ObjectNode followUsers(WecomCall call) {
    ObjectNode answer = JSON.objectNode();
    ArrayNode list = answer.putArray("follow_user");
    call.state().world().members().forEach(member -> list.add(member.userid()));
    return answer;
  }

  /** GET list?userid= : the member's customers; 84061 when she has none. */
  static ObjectNode list(WecomCall call) {
    String userid = call.member(call.request().query("userid"));
    NavigableMap<String, Contact> contacts = call.state().world().contactsOf(userid);
    if (contacts.isEmpty()) {
      throw new WecomRefusal(WecomError.NOT_A_CONTACT);
    }
    ObjectNode answer = JSON.objectNode();
    ArrayNode list = answer.putArray("external_userid");
    contacts.keySet().forEach(list::add);
    return answer;
  }

  /** GET get?external_userid=&cursor= : one customer and her members. */
  static ObjectNode get(WecomCall call) {
    String id = call.request().query("external_userid");
    if (id == null) {
      throw new WecomRefusal(WecomError.EMPTY_PARAMETER, "external_userid");
    }
    Person person = call.state().world().personByExternalUserid(id);
    if (person == null) {
      throw new WecomRefusal(WecomError.BAD_EXTERNAL_USERID);
    }
    List<Contact> followers = call.state().world().followersOf(id);
    if (followers.isEmpty()) {
      throw new WecomRefusal(WecomError.NOT_A_CONTACT);
    }
    int from = Math.min(Cursor.index(call.request().query("cursor")), followers.size());
    int to = Math.min(from + FOLLOWERS_MAX, followers.size());
    ObjectNode answer = JSON.objectNode();
    answer.set("external_contact", externalContact(person, id));
    ArrayNode list = answer.putArray("follow_user");
    for (Contact contact : followers.subList(from, to)) {
      ObjectNode follow = followInfo(contact, person);
      follow.putArray("tags");
      list.add(follow);
    }
    if (to < followers.size()) {
      answer.put("next_cursor", Cursor.of(to));
    }
    return answer;
  }

  /** POST batch/get_by_user {userid_list, cursor, limit}: customers of up to 100 members. */
  static ObjectNode batchByUser(WecomCall call) {
    List<String> userids =
        new TreeSet<>(call.texts("userid_list", BATCH_MAX)).stream().map(call::member).toList();
    if (userids.isEmpty()) {
      throw new WecomRefusal(WecomError.EMPTY_PARAMETER, "userid_list");
    }
    int limit = call.limit(50, BATCH_MAX);
    String place = Cursor.place(call.text("cursor"));
    int split = place.indexOf('\n');
    @Nullable String userFrom = split < 0 ? null : place.substring(0, split);
    ObjectNode answer = JSON.objectNode();
    ArrayNode list = answer.putArray("external_contact_list");
    String last = "";
    for (String userid : userids) {
      if (userFrom != null && userid.compareTo(userFrom) < 0) {
        continue;
      }
      NavigableMap<String, Contact> contacts = call.state().world().contactsOf(userid);
      if (userid.equals(userFrom)) {
        contacts = contacts.tailMap(place.substring(split + 1), false);
      }
      for (Contact contact : contacts.values()) {
        if (list.size() == limit) {
          answer.put("next_cursor", Cursor.of(last));
          return answer;
        }
        list.add(batchItem(call, contact));
        last = userid + "\n" + contact.externalUserid();
      }
    }
    answer.put("next_cursor", "");
    return answer;
  }

  private static ObjectNode batchItem(WecomCall call, Contact contact) {
    ObjectNode item = JSON.objectNode();
    String id = contact.externalUserid();
    Person person = call.state().world().personByExternalUserid(id);
    item.set("external_contact", externalContact(person, id));
    ObjectNode follow = followInfo(contact, person);
    follow.putArray("tag_id");
    item.set("follow_info", follow);
    return item;
  }

  private static ObjectNode externalContact(@Nullable Person person, String id) {
    ObjectNode contact = JSON.objectNode();
    contact.put("external_userid", id);
    contact.put("name", person == null || person.name() == null ? "" : person.name());
    // Ids of WeChat people start with wm, of WeCom people with wo (facts 5.4).
    contact.put("type", id.startsWith("wo") ? 2 : 1);
    contact.put("gender", 0);
    if (person != null && person.unionid() != null) {
      contact.put("unionid", person.unionid());
    }
    return contact;
  }

  private static ObjectNode followInfo(Contact contact, @Nullable Person person) {
    ObjectNode follow = JSON.objectNode();
    follow.put("userid", contact.userid());
    follow.put("remark", "");
    follow.put("description", "");
    ArrayNode mobiles = follow.putArray("remark_mobiles");
    if (person != null) {
      person.remarkMobiles().forEach(mobiles::add);
    }
    follow.put("createtime", contact.addedAt().getEpochSecond());
    follow.put("add_way", contact.addWay());
    follow.put("oper_userid", contact.userid());
    if (contact.state() != null) {
      follow.put("state", contact.state());
    }
    return follow;
  }
}
