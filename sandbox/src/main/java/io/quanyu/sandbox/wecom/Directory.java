package io.quanyu.sandbox.wecom;

import io.quanyu.sandbox.state.Entry;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Contacts of the corp itself: departments and members. */
final class Directory {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Directory() {}

  /** GET department/list?id= : the department and all below it, or all. */
  static ObjectNode departments(WecomCall call) {
    Integer root = number(call.request().query("id"));
    Set<Integer> wanted = root == null ? Set.of() : below(call, root);
    ObjectNode answer = JSON.objectNode();
    ArrayNode list = answer.putArray("department");
    for (Entry.DepartmentAdded department : call.state().world().departments()) {
      if (root == null || wanted.contains(department.id())) {
        list.addObject()
            .put("id", department.id())
            .put("name", department.name())
            .put("parentid", department.parentid())
            .put("order", department.id());
      }
    }
    return answer;
  }

  /** GET user/simplelist?department_id=&fetch_child= : members of a department. */
  static ObjectNode simpleList(WecomCall call) {
    Integer root = number(call.request().query("department_id"));
    if (root == null) {
      throw new WecomRefusal(WecomError.EMPTY_PARAMETER, "department_id");
    }
    boolean fetchesChildren = "1".equals(call.request().query("fetch_child"));
    Set<Integer> wanted = fetchesChildren ? below(call, root) : Set.of(root);
    ObjectNode answer = JSON.objectNode();
    ArrayNode list = answer.putArray("userlist");
    for (Entry.MemberAdded member : call.state().world().members()) {
      if (member.department().stream().anyMatch(wanted::contains)) {
        ObjectNode user =
            list.addObject().put("userid", member.userid()).put("name", member.name());
        ArrayNode departments = user.putArray("department");
        member.department().forEach(departments::add);
      }
    }
    return answer;
  }

  private static Set<Integer> below(WecomCall call, int root) {
    Set<Integer> found = new HashSet<>();
    found.add(root);
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Entry.DepartmentAdded department : call.state().world().departments()) {
        grows |= found.contains(department.parentid()) && found.add(department.id());
      }
    }
    return found;
  }

  private static @Nullable Integer number(@Nullable String text) {
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, "not a number: " + text);
    }
  }
}
