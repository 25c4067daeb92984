package io.quanyu.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Finds the handler of a path. A template's segment in braces takes any one segment; a template
 * that ends in {@code /**} takes everything below. The first route that fits wins.
 */
public final class Router {
  private final List<Route> routes = new ArrayList<>();

  /** Adds a route. {@code method} {@code *} is any. */
  public Router route(String method, String template, Handler handler) {
    routes.add(new Route(method, List.of(template.split("/", -1)), handler));
    return this;
  }

  Answer answer(Request request) {
    List<String> segments = List.of(request.path().split("/", -1));
    boolean knowsPath = false;
    for (Route route : routes) {
      Map<String, String> parameters = route.match(segments);
      if (parameters == null) {
        continue;
      }
      knowsPath = true;
      if (route.method.equals("*") || route.method.equals(request.method())) {
        return route.handler.answer(request.withParameters(parameters));
      }
    }
    return problem(knowsPath ? 405 : 404, knowsPath ? "method not allowed" : "no such path");
  }

  /** An error of the sandbox itself (WeCom's own errors are HTTP 200). */
  public static Answer problem(int status, String detail) {
    return Answer.json(status, JsonNodeFactory.instance.objectNode().put("error", detail));
  }

  private record Route(String method, List<String> template, Handler handler) {
    @Nullable Map<String, String> match(List<String> segments) {
      boolean open = template.getLast().equals("**");
      int fixed = open ? template.size() - 1 : template.size();
      if (open ? segments.size() <= fixed : segments.size() != fixed) {
        return null;
      }
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < fixed; i++) {
        String expected = template.get(i);
        if (expected.startsWith("{")) {
          parameters.put(expected.substring(1, expected.length() - 1), segments.get(i));
        } else if (!expected.equals(segments.get(i))) {
          return null;
        }
      }
      return parameters;
    }
  }
}
