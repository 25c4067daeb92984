package io.quanyu.reach.message.web;

import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import io.quanyu.reach.message.MessageProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what lists are filtered by. */
final class Filters {

  private Filters() {}

  /** One of some words; empty if it is left out. */
  static <T> Optional<T> word(
      String field, @Nullable String given, T[] values, Function<T, String> code) {
    if (given == null) {
      return Optional.empty();
    }
    var found = Arrays.stream(values).filter(value -> code.apply(value).equals(given)).findFirst();
    if (found.isEmpty()) {
      throw new ProblemException(
          MessageProblem.FILTER_INVALID,
          "A parameter is wrong.",
          List.of(
              new FieldError(
                  field,
                  "must be one of "
                      + Arrays.stream(values).map(code).collect(Collectors.joining(", ")))));
    }
    return found;
  }

  /** A number in a cursor of ours. */
  static long number(String part) {
    try {
      return Long.parseLong(part);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          WebProblem.REQUEST_MALFORMED,
          "A parameter is wrong.",
          List.of(new FieldError("cursor", "must be the nextCursor of the page before")));
    }
  }
}
