package io.quanyu.reach.sms.internal;

import io.quanyu.reach.channel.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway tells by a callback. */
sealed interface Told {

  /** The gateway's word for it. */
  String type();

  /** What became of texts of one call. */
  record Reports(String vendorId, List<Receipt> receipts) implements Told {
    @Override
    public String type() {
      return "report";
    }
  }

  /** A customer answered. */
  record Reply(String from, String text, Instant at) implements Told {
    @Override
    public String type() {
      return "reply";
    }

    /** Without what is personal. */
    @Override
    public String toString() {
      return "Reply[…]";
    }
  }

  /** Something that this version does not know. */
  record Other(String type) implements Told {}

  int EVENTS_MAX = 1_000;
  int ID_LENGTH_MAX = 200;
  int FROM_LENGTH_MAX = 40;
  Pattern TYPE = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
  Pattern REF = Pattern.compile("[0-9]{1,9}");

  /** A gateway's own words may quote the text or the number: only codes are kept. */
  Pattern REASON = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

  JsonMapper JSON = JsonMapper.builder().build();

  static Told read(byte[] body) throws UnreadableCallbackException {
    var json = json(body);
    var type = text(json, "type");
    return switch (type) {
      case "report" -> reports(json);
      case "reply" -> {
        var from = text(json, "from");
        if (from.length() > FROM_LENGTH_MAX) {
          throw new UnreadableCallbackException("from is no phone number");
        }
        yield new Reply(from, json.path("text").asString(""), time(json));
      }
      default -> {
        if (!TYPE.matcher(type).matches()) {
          throw new UnreadableCallbackException("type is no word");
        }
        yield new Other(type);
      }
    };
  }

  private static Reports reports(JsonNode json) throws UnreadableCallbackException {
    var id = text(json, "id");
    var events = json.path("events");
    if (id.length() > ID_LENGTH_MAX || !events.isArray() || events.size() > EVENTS_MAX) {
      throw new UnreadableCallbackException(
          "a report has an id and at most " + EVENTS_MAX + " events");
    }
    List<Receipt> receipts = new ArrayList<>(events.size());
    for (var event : events) {
      receipts.add(receipt(event));
    }
    return new Reports(id, receipts);
  }

  private static Receipt receipt(JsonNode event) throws UnreadableCallbackException {
    var ref = text(event, "ref");
    if (!REF.matcher(ref).matches()) {
      throw new UnreadableCallbackException("ref is none of ours");
    }
    int customerNo = Integer.parseInt(ref);
    return switch (text(event, "status")) {
      case "DELIVERED" ->
          new Receipt(customerNo, Receipt.Kind.DELIVERED, time(event), Optional.empty());
      case "FAILED" -> {
        var reason = event.path("reason").asString("");
        yield new Receipt(
            customerNo,
            Receipt.Kind.FAILED,
            time(event),
            Optional.of(REASON.matcher(reason).matches() ? reason : "FAILED"));
      }
      default -> throw new UnreadableCallbackException("status is DELIVERED or FAILED");
    };
  }

  private static JsonNode json(byte[] body) throws UnreadableCallbackException {
    try {
      var json = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException _) {
      // told below, without what stood there
    }
    throw new UnreadableCallbackException("it is no JSON object");
  }

  private static String text(JsonNode json, String field) throws UnreadableCallbackException {
    var value = json.path(field);
    if (!value.isString() || value.asString().isBlank()) {
      throw new UnreadableCallbackException(field + " is missing");
    }
    return value.asString();
  }

  private static Instant time(JsonNode json) throws UnreadableCallbackException {
    try {
      return Instant.parse(text(json, "at"));
    } catch (DateTimeException _) {
      throw new UnreadableCallbackException("at is no time of ISO 8601 in UTC");
    }
  }
}
