package io.quanyu.reach.sms.internal;

import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.sms.internal.GatewayClient.Heard;
import io.quanyu.reach.sms.internal.WritingTexts.Written;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's protocol for sending, in JSON: what is asked, and what the answers mean. */
final class GatewayAnswers {
  private GatewayAnswers() {}

  /** Settings can be mended meanwhile. */
  static final Duration PAUSE_UNTIL_MENDED = Duration.ofMinutes(5);

  static final Duration PAUSE_UNREACHED = Duration.ofSeconds(30);
  private static final Duration PAUSE_AT_LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE_MAX = Duration.ofHours(1);

  private static final int ID_LENGTH_MAX = 200;

  /** A gateway's own words may quote the text or the number: only codes are kept. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Message(String ref, String to, String text) {}

  private record Request(String batch, List<Message> messages) {}

  /** The body of a call. */
  static byte[] request(String mark, List<Written> texts) {
    var messages =
        texts.stream()
            .map(
                text -> new Message(Integer.toString(text.customerNo()), text.phone(), text.text()))
            .toList();
    return JSON.writeValueAsBytes(new Request(mark, messages));
  }

  /**
   * What is known after a call.
   *
   * @param refused customers who were left out before the call, and why
   */
  static CallAnswer read(
      Heard heard, List<Written> texts, Map<Integer, String> refused, Instant now) {
    return switch (heard) {
      case Heard.NotReached(var why) ->
          new CallAnswer.NotNow(
              PAUSE_UNREACHED, "not connected: " + why.name().toLowerCase(Locale.ROOT));
      case Heard.Lost(var why) ->
          new CallAnswer.Lost("no answer: " + why.name().toLowerCase(Locale.ROOT));
      case Heard.Answer answer -> read(answer, texts, refused, now);
    };
  }

  private static CallAnswer read(
      Heard.Answer answer, List<Written> texts, Map<Integer, String> refused, Instant now) {
    int status = answer.status();
    return switch (status) {
      case 200 ->
          accepted(answer.body(), texts, refused)
              .orElseGet(() -> new CallAnswer.Lost("its answer cannot be read"));
      case 400 -> new CallAnswer.Refused(code(json(answer.body()).path("code"), "INVALID"));
      case 401, 403 -> new CallAnswer.NotNow(PAUSE_UNTIL_MENDED, "the API key is not taken");
      case 402 -> new CallAnswer.NotNow(PAUSE_UNTIL_MENDED, "the account has no balance");
      case 429 -> new CallAnswer.NotNow(pause(answer.retryAfter(), now), "at its limit of calls");
      // Under way with the same key, or given up by whoever stands before the gateway.
      case 408, 409 -> new CallAnswer.Lost("status " + status);
      // Nobody who speaks the protocol: a wrong base URL, a page to sign in.
      default ->
          status >= 300 && status < 500
              ? new CallAnswer.NotNow(PAUSE_UNTIL_MENDED, "no gateway: status " + status)
              : new CallAnswer.Lost("status " + status);
    };
  }

  /** Empty if it names no id: then nobody can say what it means. */
  private static Optional<CallAnswer> accepted(
      String body, List<Written> texts, Map<Integer, String> refused) {
    var json = json(body);
    var id = json.path("id");
    if (!id.isString() || id.asString().isBlank() || id.asString().length() > ID_LENGTH_MAX) {
      return Optional.empty();
    }
    var asked = new HashSet<String>();
    texts.forEach(text -> asked.add(Integer.toString(text.customerNo())));
    Map<Integer, String> all = new HashMap<>(refused);
    for (var one : json.path("refused")) {
      var ref = one.path("ref").asString("");
      if (asked.contains(ref)) {
        all.put(Integer.valueOf(ref), code(one.path("code"), "REFUSED"));
      }
    }
    return Optional.of(new CallAnswer.Accepted(id.asString(), all));
  }

  private static String code(JsonNode given, String otherwise) {
    var code = given.asString("");
    return CODE.matcher(code).matches() ? code : otherwise;
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      return JSON.nullNode();
    }
  }

  /** Seconds or a date, as RFC 9110 §10.2.3 has it. */
  private static Duration pause(Optional<String> retryAfter, Instant now) {
    var pause =
        retryAfter
            .map(String::strip)
            .flatMap(text ->
                text.matches("[0-9]{1,9}")
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                    : until(text, now))
            .orElse(PAUSE_AT_LIMIT);
    if (pause.compareTo(PAUSE_MAX) > 0) {
      return PAUSE_MAX;
    }
    return pause.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : pause;
  }

  private static Optional<Duration> until(String date, Instant now) {
    try {
      return Optional.of(
          Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
