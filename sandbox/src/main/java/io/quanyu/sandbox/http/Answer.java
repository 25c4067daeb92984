package io.quanyu.sandbox.http;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a client gets. */
public sealed interface Answer {

  /**
   * A complete answer.
   *
   * @param status HTTP status
   * @param headers beside the content type
   */
  record Full(int status, String contentType, String text, Map<String, String> headers)
      implements Answer {}

  /** Nothing: the connection is closed as if the process had died. */
  record Cut() implements Answer {}

  /** JSON with HTTP 200, as WeCom answers everything, errors included. */
  static Answer json(JsonNode node) {
    return json(200, node);
  }

  /** JSON with a status of its own. */
  static Answer json(int status, JsonNode node) {
    return json(status, node, Map.of());
  }

  /** JSON with a status and headers of its own. */
  static Answer json(int status, JsonNode node, Map<String, String> headers) {
    return new Full(status, "application/json; charset=UTF-8", node.toString(), headers);
  }

  /** JSON lines. */
  static Answer lines(CharSequence lines) {
    return new Full(200, "application/x-ndjson; charset=UTF-8", lines.toString(), Map.of());
  }

  /** A page. */
  static Answer html(String page) {
    return new Full(200, "text/html; charset=UTF-8", page, Map.of());
  }
}
