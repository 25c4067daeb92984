package io.quanyu.platform.web;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended: the values of the last item by which the list is ordered. Opaque to clients,
 * but not secret.
 */
public record Cursor(List<String> parts) {

  private static final String SEPARATOR = "\u001f";

  public Cursor {
    parts = List.copyOf(parts);
  }

  /** A cursor after an item with these ordering values. */
  public static Cursor after(Object... values) {
    return new Cursor(Arrays.stream(values).map(String::valueOf).toList());
  }

  /** One of the values. */
  public String part(int index) {
    return parts.get(index);
  }

  /**
   * One of the values that is a number.
   *
   * @throws ProblemException if it is none: the cursor is not one of ours
   */
  public int number(int index) {
    try {
      return Integer.parseInt(part(index));
    } catch (NumberFormatException e) {
      throw notOurs();
    }
  }

  /**
   * One of the values that is a number of any size.
   *
   * @throws ProblemException if it is none: the cursor is not one of ours
   */
  public long longNumber(int index) {
    try {
      return Long.parseLong(part(index));
    } catch (NumberFormatException e) {
      throw notOurs();
    }
  }

  /**
   * One of the values that is a day.
   *
   * @throws ProblemException if it is none: the cursor is not one of ours
   */
  public LocalDate date(int index) {
    try {
      return LocalDate.parse(part(index));
    } catch (DateTimeParseException e) {
      throw notOurs();
    }
  }

  String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws ProblemException if it is not one of ours
   */
  static Cursor decode(String text, int parts) {
    try {
      var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var cursor = new Cursor(List.of(decoded.split(SEPARATOR, -1)));
      if (cursor.parts.size() == parts) {
        return cursor;
      }
    } catch (IllegalArgumentException e) {
      // not Base64: falls through to the refusal below
    }
    throw notOurs();
  }

  private static ProblemException notOurs() {
    return new ProblemException(
        WebProblem.REQUEST_MALFORMED,
        "A parameter is wrong.",
        List.of(new FieldError("cursor", "must be the nextCursor of the page before")));
  }
}
