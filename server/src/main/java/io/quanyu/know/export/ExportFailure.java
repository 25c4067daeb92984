package io.quanyu.know.export;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why an export has no file. */
public enum ExportFailure {
  /** The requester may not do this any more, or left. */
  NOT_ALLOWED_ANY_MORE,
  /** Nobody is in it any more. */
  NOBODY_LEFT,
  /** It grew beyond what may go into a file, or beyond what needs nobody's approval. */
  TOO_MANY,
  /** What it asks about is not there any more, such as a segment within the condition. */
  CONDITION_BROKEN,
  /** The server made a mistake; its log says more. */
  INTERNAL;

  /** As the API says it: {@code too_many}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
