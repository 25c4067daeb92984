package io.quanyu.sandbox.wecom;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.misbehaviour.Misbehaviour;
import io.quanyu.sandbox.misbehaviour.Rule;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.State;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * WeCom's API under {@code /cgi-bin}. Every call passes the same gates in the same order: the fault
 * asked for, the limit of the address, the token, the limit of the corp, how many calls run, what
 * the app may do, the method, then the work. HTTP is always 200; {@code errcode} tells. What comes
 * through here never causes a callback (facts 5.5).
 */
public final class WecomApi {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final String GETTOKEN = "/cgi-bin/gettoken";
  private static final String CUSTOMERS = "/cgi-bin/externalcontact/";

  private record Method(boolean isPost, WecomMethod work) {}

  private static final Map<String, Method> METHODS =
      Map.ofEntries(
          Map.entry("/cgi-bin/auth/getuserinfo", get(call -> call.codes().userInfo(call))),
          Map.entry("/cgi-bin/department/list", get(Directory::departments)),
          Map.entry("/cgi-bin/user/simplelist", get(Directory::simpleList)),
          Map.entry(CUSTOMERS + "get_follow_user_list", get(Customers::followUsers)),
          Map.entry(CUSTOMERS + "list", get(Customers::list)),
          Map.entry(CUSTOMERS + "get", get(Customers::get)),
          Map.entry(CUSTOMERS + "batch/get_by_user", post(Customers::batchByUser)),
          Map.entry(CUSTOMERS + "add_msg_template", post(BulkCalls::add)),
          Map.entry(CUSTOMERS + "get_groupmsg_list_v2", post(BulkCalls::list)),
          Map.entry(CUSTOMERS + "get_groupmsg_task", post(BulkCalls::tasks)),
          Map.entry(CUSTOMERS + "get_groupmsg_send_result", post(BulkCalls::results)),
          Map.entry(CUSTOMERS + "remind_groupmsg_send", post(BulkCalls::remind)),
          Map.entry(CUSTOMERS + "cancel_groupmsg_send", post(BulkCalls::cancel)));

  private final Ledger ledger;
  private final RateLimits limits;
  private final Misbehaviour misbehaviour;
  private final MemberCodes codes;

  /** An API on this state. */
  public WecomApi(Ledger ledger, RateLimits limits, Misbehaviour misbehaviour, MemberCodes codes) {
    this.codes = codes;
    this.ledger = ledger;
    this.limits = limits;
    this.misbehaviour = misbehaviour;
  }

  private static Method get(WecomMethod work) {
    return new Method(false, work);
  }

  private static Method post(WecomMethod work) {
    return new Method(true, work);
  }

  /** Adds its paths. */
  public void route(Router router) {
    router.route("*", "/cgi-bin/**", this::answer);
  }

  private Answer answer(Request request) {
    boolean isGettoken = request.path().equals(GETTOKEN);
    Method method = METHODS.get(request.path());
    if (method == null && !isGettoken) {
      return Router.problem(404, "the sandbox does not have " + request.path());
    }
    boolean hasRoom = limits.begin(request.path());
    try {
      Rule fault = misbehaviour.strike(request.path());
      return Misbehaviour.around(
          fault,
          () -> Answer.json(ledger.call(state -> work(request, method, state, fault, hasRoom))));
    } finally {
      limits.end(request.path());
    }
  }

  private ObjectNode work(
      Request request,
      @Nullable Method method,
      State state,
      @Nullable Rule fault,
      boolean hasRoom) {
    Instant now = state.clock().instant();
    try {
      if (!limits.countAddress(request.remoteIp(), request.path(), now)) {
        throw new WecomRefusal(WecomError.RATE_LIMIT);
      }
      if (method == null) {
        refuse(fault, null, now);
        return ok(TokenCalls.get(request, state, ledger, limits, now));
      }
      Entry.AppAdded app = TokenCalls.authorise(request, state, now);
      if (!limits.countCorp(app.corpid(), request.path(), now)) {
        throw new WecomRefusal(WecomError.RATE_LIMIT);
      }
      if (!hasRoom) {
        throw new WecomRefusal(WecomError.TOO_MANY_AT_ONCE);
      }
      if (Boolean.FALSE.equals(app.hasCustomerAccess()) && request.path().startsWith(CUSTOMERS)) {
        throw new WecomRefusal(WecomError.API_FORBIDDEN);
      }
      refuse(fault, request.query("access_token"), now);
      JsonNode body = method.isPost ? bodyOf(request) : JsonNodeFactory.instance.objectNode();
      return ok(method.work.answer(new WecomCall(request, body, state, ledger, codes, now)));
    } catch (WecomRefusal e) {
      return refusal(e, request, now);
    }
  }

  /** The faults that are answers. */
  private void refuse(@Nullable Rule fault, @Nullable String token, Instant now) {
    if (fault == null) {
      return;
    }
    switch (fault.kind()) {
      case BUSY -> throw new WecomRefusal(WecomError.BUSY);
      case LIMIT -> throw new WecomRefusal(WecomError.RATE_LIMIT);
      case DISPATCHING -> throw new WecomRefusal(WecomError.STILL_DISPATCHING);
      case EXPIRE_TOKEN -> {
        // Fetching a token needs none: nothing to expire.
        if (token != null) {
          ledger.record(new Entry.TokenExpired(now, token));
          throw new WecomRefusal(WecomError.TOKEN_EXPIRED);
        }
      }
      case SLOW, CUT, LOSE_ANSWER, FAIL, FAIL_LATE -> {
        // Not answers of the vendor: dealt with around the work.
      }
    }
  }

  private static JsonNode bodyOf(Request request) {
    if (!request.method().equals("POST")) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, "use POST");
    }
    try {
      JsonNode body = MAPPER.readTree(request.body().stream());
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException e) {
      throw new WecomRefusal(WecomError.BAD_PARAMETER, "not JSON");
    }
    throw new WecomRefusal(WecomError.BAD_PARAMETER, "not a JSON object");
  }

  private static ObjectNode ok(ObjectNode fields) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("errcode", 0).put("errmsg", "ok");
    return answer.setAll(fields);
  }

  /** The shape seen in the wild (facts 5.1). */
  private static ObjectNode refusal(WecomRefusal refusal, Request request, Instant now) {
    int code = refusal.error().code();
    String hint = now.getEpochSecond() + "_" + RandomText.of(8);
    String detail = String.valueOf(refusal.getMessage());
    String text = refusal.error().text();
    return JsonNodeFactory.instance
        .objectNode()
        .put("errcode", code)
        .put(
            "errmsg",
            (detail.equals(text) ? text : text + " (" + detail + ")")
                + ", hint: ["
                + hint
                + "], from ip: "
                + request.remoteIp()
                + ", more info at https://open.work.weixin.qq.com/devtool/query?e="
                + code);
  }
}
