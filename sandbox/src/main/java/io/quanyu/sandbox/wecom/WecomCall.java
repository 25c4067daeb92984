package io.quanyu.sandbox.wecom;

import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One authorised call, with the readers that turn bad parameters into WeCom's errors.
 *
 * @param body the JSON object, empty for GET
 */
record WecomCall(
    Request request, JsonNode body, State state, Ledger ledger, MemberCodes codes, Instant now) {

  void record(Entry entry) {
    ledger.record(entry);
  }

  @Nullable String text(String field) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, field + " is not a string");
    }
    String text = value.asString().strip();
    return text.isEmpty() ? null : text;
  }

  /** A number; strings of digits are taken too, as the vendor does and clients send. */
  long number(String field, long otherwise) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() && !value.isString()) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, field + " is not a number");
    }
    try {
      return Long.parseLong(value.asString());
    } catch (NumberFormatException e) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, field + " is not a number");
    }
  }

  /** A page size: absent is the default, more than the most is refused. */
  int limit(int otherwise, int max) {
    long limit = number("limit", otherwise);
    if (limit == 0) {
      return otherwise;
    }
    if (limit < 0 || limit > max) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, "limit is at most " + max);
    }
    return (int) limit;
  }

  List<String> texts(String field, int max) {
    JsonNode array = body.path(field);
    if (array.isMissingNode() || array.isNull()) {
      return List.of();
    }
    if (!array.isArray()) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, field + " is not an array");
    }
    if (array.size() > max) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, field + " has more than " + max + " items");
    }
    List<String> texts = new ArrayList<>(array.size());
    for (JsonNode value : array) {
      if (!value.isString()) {
        throw new WecomRefusal(WecomError.BAD_PARAMETER, field + " holds what is no string");
      }
      texts.add(value.asString());
    }
    return texts;
  }

  /** The member named, who must exist. */
  String member(@Nullable String userid) {
    if (userid == null) {
      throw new WecomRefusal(WecomError.EMPTY_PARAMETER, "userid");
    }
    if (!state.world().hasMember(userid)) {
      throw new WecomRefusal(WecomError.USER_NOT_FOUND);
    }
    return userid;
  }
}
