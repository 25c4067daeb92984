package io.quanyu.sandbox.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks, read completely.
 *
 * @param path decoded, without query
 * @param query the last value of each name
 * @param headers the first value of each name, names in small letters
 * @param parameters the named segments of the route, e.g. {@code userid}
 * @param remoteIp the address of the client, for limits per address
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    Map<String, String> parameters,
    Body body,
    String remoteIp) {

  /** The value in the query, or null when it is missing or empty. */
  public @Nullable String query(String name) {
    String value = query.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** The value of the header, named in small letters, or null when it is missing or empty. */
  public @Nullable String header(String name) {
    String value = headers.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** The value of a segment that the route names. */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no segment {" + name + "}");
    }
    return value;
  }

  Request withParameters(Map<String, String> found) {
    return new Request(method, path, query, headers, Map.copyOf(found), body, remoteIp);
  }
}
