package io.quanyu.sandbox.http;

import tools.jackson.databind.JsonNode;

/** What a client gets. */
public sealed interface Answer {

  /**
   * A complete answer.
   *
   * @param status HTTP status
   */
  record Body(int status, String contentType, String text) implements Answer {}

  /** Nothing: the connection is closed as if the process had died. */
  record Cut() implements Answer {}

  /** JSON with HTTP 200, as WeCom answers everything, errors included. */
  static Answer json(JsonNode node) {
    return json(200, node);
  }

  /** JSON with a status of its own. */
  static Answer json(int status, JsonNode node) {
    return new Body(status, "application/json; charset=UTF-8", node.toString());
  }

  /** A page. */
  static Answer html(String page) {
    return new Body(200, "text/html; charset=UTF-8", page);
  }
}
