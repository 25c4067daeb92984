package io.quanyu.brand.organisation;

import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.util.List;

/** What somebody types to find something. */
final class SearchText {

  private static final int LENGTH_MAX = 100;

  private SearchText() {}

  /**
   * The text without blanks around; may be empty.
   *
   * @throws ProblemException if no name is as long
   */
  static String of(String text) {
    var wanted = text.strip();
    if (wanted.codePointCount(0, wanted.length()) > LENGTH_MAX) {
      throw new ProblemException(
          WebProblem.REQUEST_MALFORMED,
          "A parameter is wrong.",
          List.of(new FieldError("q", "must have at most " + LENGTH_MAX + " characters")));
    }
    return wanted;
  }
}
