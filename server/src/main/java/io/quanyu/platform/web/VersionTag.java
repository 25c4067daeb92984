package io.quanyu.platform.web;

import java.util.List;
import java.util.regex.Pattern;

/** The version of a thing as its ETag: who changes it says which one she read. */
public final class VersionTag {

  private static final Pattern ETAG = Pattern.compile("\"([0-9]{1,9})\"");

  private VersionTag() {}

  /** The ETag of a version. */
  public static String of(int version) {
    return "\"" + version + "\"";
  }

  /**
   * Reads the header {@code If-Match}.
   *
   * @throws ProblemException if it is not one of our ETags
   */
  public static int read(String ifMatch) {
    var version = ETAG.matcher(ifMatch.strip());
    if (!version.matches()) {
      throw new ProblemException(
          WebProblem.REQUEST_MALFORMED,
          "A header is wrong.",
          List.of(new FieldError("If-Match", "must be the ETag of what is changed: \"3\"")));
    }
    return Integer.parseInt(version.group(1));
  }
}
