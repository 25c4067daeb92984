package io.quanyu.sandbox.control;

import io.quanyu.sandbox.http.BadRequest;
import io.quanyu.sandbox.http.Request;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the JSON bodies of the sandbox's own calls; what is wrong is HTTP 400. */
final class Bodies {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Bodies() {}

  /** The object in the body; an empty body is an empty object. */
  static JsonNode object(Request request) {
    if (request.body().isEmpty()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      JsonNode node = MAPPER.readTree(request.body().stream());
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new BadRequest("the body is not JSON: " + e.getOriginalMessage());
    }
    throw new BadRequest("the body is not a JSON object");
  }

  static String text(JsonNode body, String field) {
    String text = optionalText(body, field);
    if (text == null) {
      throw new BadRequest(field + " is missing");
    }
    return text;
  }

  static @Nullable String optionalText(JsonNode body, String field) {
    JsonNode value = body.path(field);
    return value.isString() && !value.asString().isBlank() ? value.asString() : null;
  }

  static long number(JsonNode body, String field, long otherwise) {
    JsonNode value = body.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new BadRequest(field + " is not a whole number");
    }
    return value.asLong();
  }

  static double fraction(JsonNode body, String field, double otherwise) {
    JsonNode value = body.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw new BadRequest(field + " is not a number");
    }
    return value.asDouble();
  }

  static Instant instant(JsonNode body, String field) {
    try {
      return Instant.parse(text(body, field));
    } catch (DateTimeException e) {
      throw new BadRequest(field + " is not a time like 2026-11-23T06:00:00Z");
    }
  }
}
