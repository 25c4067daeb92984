package io.quanyu.sandbox.sms;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.misbehaviour.Misbehaviour;
import io.quanyu.sandbox.misbehaviour.Rule;
import io.quanyu.sandbox.state.Campaign;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.state.Mark;
import io.quanyu.sandbox.state.Person;
import io.quanyu.sandbox.state.PhoneNumber;
import io.quanyu.sandbox.state.Sms;
import io.quanyu.sandbox.state.SmsGateway;
import io.quanyu.sandbox.state.SmsRefusal;
import io.quanyu.sandbox.state.SmsText;
import io.quanyu.sandbox.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The gateway's calls. Every one passes the same gates in the same order: the fault asked for, the
 * account, its limit, for a keyed account the first answer under the same key, the shape of the
 * body, the balance; then each message for itself.
 */
public final class SmsApi {
  /** Messages in one call. */
  static final int MESSAGES_MAX = 1_000;

  private static final String BEARER = "Bearer ";
  private static final int KEY_LENGTH_MAX = 255;
  private static final int REF_LENGTH_MAX = 64;
  private static final Pattern BATCH = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private record Work(ObjectNode answer, @Nullable String webhookId) {}

  private record Message(String ref, String to, String text) {}

  private record Asked(String batch, List<Message> messages) {}

  private final Ledger ledger;
  private final SmsLimits limits;
  private final Misbehaviour misbehaviour;
  private final SmsWebhooks webhooks;

  /** A gateway on this state. */
  public SmsApi(Ledger ledger, SmsLimits limits, Misbehaviour misbehaviour, SmsWebhooks webhooks) {
    this.ledger = ledger;
    this.limits = limits;
    this.misbehaviour = misbehaviour;
    this.webhooks = webhooks;
  }

  /** Adds its paths. */
  public void route(Router router) {
    router
        .route("POST", "/sms/v1/messages", this::send)
        .route("GET", "/sms/v1/account", this::account);
  }

  private Answer send(Request request) {
    return guarded(request, (state, account, now) -> accept(request, state, account, now));
  }

  private Answer account(Request request) {
    return guarded(
        request,
        (state, account, _) ->
            new Work(
                JSON.objectNode().put("balance", state.smsGateway().balance(account.apiKey())),
                null));
  }

  /** What a call does once it is let in; runs under the ledger's lock. */
  private interface Inside {
    Work work(State state, Entry.SmsAccountAdded account, Instant now);
  }

  private Answer guarded(Request request, Inside inside) {
    Rule fault = misbehaviour.strike(request.path());
    return Misbehaviour.around(
        fault,
        () -> {
          try {
            Work done =
                ledger.call(state -> {
                  Instant now = state.clock().instant();
                  Entry.SmsAccountAdded account = accountOf(request, state);
                  refuse(fault);
                  int retryAfterSeconds = limits.count(account.apiKey(), now);
                  if (retryAfterSeconds > 0) {
                    throw new SmsRefused(
                        SmsError.TOO_MANY, "too many calls a minute", retryAfterSeconds);
                  }
                  return inside.work(state, account, now);
                });
            if (done.webhookId() != null) {
              webhooks.send(done.webhookId());
            }
            return Answer.json(done.answer());
          } catch (SmsRefused e) {
            return refusal(e);
          }
        });
  }

  private static Entry.SmsAccountAdded accountOf(Request request, State state) {
    String authorization = request.header("authorization");
    Entry.SmsAccountAdded account =
        authorization != null && authorization.startsWith(BEARER)
            ? state.smsGateway().account(authorization.substring(BEARER.length()).strip())
            : null;
    if (account == null) {
      throw new SmsRefused(SmsError.UNAUTHORIZED, "no account has this key");
    }
    return account;
  }

  /** The faults that are answers. */
  private static void refuse(@Nullable Rule fault) {
    if (fault != null && fault.kind() == Rule.Kind.BUSY) {
      throw new SmsRefused(SmsError.BUSY, "busy, try again");
    }
    if (fault != null && fault.kind() == Rule.Kind.LIMIT) {
      throw new SmsRefused(SmsError.TOO_MANY, "too many calls a minute", 1);
    }
  }

  private static Answer refusal(SmsRefused refused) {
    ObjectNode body =
        JSON.objectNode().put("code", refused.error().name()).put("reason", refused.getMessage());
    int retryAfter = refused.retryAfterSeconds();
    return Answer.json(
        refused.error().status(),
        body,
        retryAfter == 0 ? Map.of() : Map.of("Retry-After", Integer.toString(retryAfter)));
  }

  private Work accept(Request request, State state, Entry.SmsAccountAdded account, Instant now) {
    String key = account.keyed() ? request.header("idempotency-key") : null;
    if (key != null && key.length() > KEY_LENGTH_MAX) {
      throw new SmsRefused(SmsError.INVALID, "Idempotency-Key is too long");
    }
    SmsGateway gateway = state.smsGateway();
    Entry.SmsAccepted first = key == null ? null : gateway.firstCall(account.apiKey(), key, now);
    if (first != null) {
      return new Work(answerOf(first), null);
    }
    Asked asked = read(request);
    String mark = Mark.in(asked.batch());
    List<Sms> taken = new ArrayList<>(asked.messages().size());
    List<SmsRefusal> refused = new ArrayList<>();
    Receivers receivers = new Receivers(state, mark);
    long parts = 0;
    for (Message message : asked.messages()) {
      String to = PhoneNumber.find(message.to());
      SmsRefusal refusal = refusalOf(message, to);
      if (refusal != null) {
        refused.add(refusal);
      } else if (to != null) {
        taken.add(new Sms(message.ref(), to, message.text(), receivers.find(to, message.ref())));
        parts += SmsText.parts(message.text());
      }
    }
    if (parts > gateway.balance(account.apiKey())) {
      throw new SmsRefused(SmsError.NO_BALANCE, "the balance does not pay " + parts + " parts");
    }
    String id = "sms" + UUID.randomUUID().toString().replace("-", "");
    Entry.SmsAccepted call =
        new Entry.SmsAccepted(now, id, account.apiKey(), key, mark, taken, refused);
    ledger.record(call);
    return new Work(answerOf(call), SmsGateway.reportId(id));
  }

  private static ObjectNode answerOf(Entry.SmsAccepted call) {
    ObjectNode answer = JSON.objectNode();
    answer.put("id", call.id()).put("accepted", call.messages().size());
    ArrayNode refused = answer.putArray("refused");
    for (SmsRefusal refusal : call.refused()) {
      refused
          .addObject()
          .put("ref", refusal.ref())
          .put("code", refusal.code())
          .put("reason", refusal.reason());
    }
    return answer;
  }

  private static @Nullable SmsRefusal refusalOf(Message message, @Nullable String to) {
    if (to == null) {
      return new SmsRefusal(message.ref(), "BAD_NUMBER", "no mobile number of mainland China");
    }
    if (message.text().isBlank()) {
      return new SmsRefusal(message.ref(), "EMPTY_TEXT", "the text is empty");
    }
    if (!SmsText.isSigned(message.text())) {
      return new SmsRefusal(message.ref(), "NO_SIGNATURE", "the text does not start with 【…】");
    }
    if (message.text().length() > SmsText.CHARACTERS_MAX) {
      return new SmsRefusal(
          message.ref(), "TOO_LONG", "more than " + SmsText.CHARACTERS_MAX + " characters");
    }
    return null;
  }

  private static Asked read(Request request) {
    try {
      JsonNode body = MAPPER.readTree(request.body().stream());
      String batch = body.path("batch").asString("");
      JsonNode messages = body.path("messages");
      if (!BATCH.matcher(batch).matches()) {
        throw new SmsRefused(SmsError.INVALID, "batch is 1 to 64 letters, digits, - and _");
      }
      if (!messages.isArray() || messages.isEmpty() || messages.size() > MESSAGES_MAX) {
        throw new SmsRefused(SmsError.INVALID, "messages are 1 to " + MESSAGES_MAX);
      }
      List<Message> list = new ArrayList<>(messages.size());
      Set<String> refs = new HashSet<>();
      for (JsonNode node : messages) {
        Message message =
            new Message(
                node.path("ref").asString(""),
                node.path("to").asString(""),
                node.path("text").asString(""));
        if (message.ref().isBlank() || message.ref().length() > REF_LENGTH_MAX) {
          throw new SmsRefused(SmsError.INVALID, "ref is 1 to 64 characters");
        }
        if (!refs.add(message.ref())) {
          throw new SmsRefused(SmsError.INVALID, "ref twice: " + message.ref());
        }
        list.add(message);
      }
      return new Asked(batch, list);
    } catch (JacksonException e) {
      throw new SmsRefused(SmsError.INVALID, "the body is not JSON");
    }
  }

  /**
   * Who reads what arrives at a number. When several people share it, each ref that the sender uses
   * stands for one of them, first for one whom the campaign has not reached; the same ref stays the
   * same person, so that sending to her twice shows.
   */
  private static final class Receivers {
    private final State state;
    private final @Nullable Campaign campaign;
    private final Map<String, Set<String>> namedHere = new HashMap<>();

    Receivers(State state, @Nullable String mark) {
      this.state = state;
      this.campaign = mark == null ? null : state.campaigns().find(mark);
    }

    @Nullable String find(String to, String ref) {
      List<Person> people = state.world().peopleByPhone(to);
      if (people.size() <= 1) {
        return people.isEmpty() ? null : people.getFirst().personId();
      }
      String before = campaign == null ? null : campaign.personOf(to, ref);
      if (before != null) {
        return before;
      }
      Set<String> named = namedHere.computeIfAbsent(to, _ -> new HashSet<>());
      String person =
          people.stream()
              .map(Person::personId)
              .filter(id -> !named.contains(id))
              .filter(id -> campaign == null || !campaign.hasReached(id))
              .findFirst()
              .orElse(people.getFirst().personId());
      named.add(person);
      return person;
    }
  }
}
