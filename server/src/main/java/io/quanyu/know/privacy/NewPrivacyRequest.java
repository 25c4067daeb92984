package io.quanyu.know.privacy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to be written down.
 *
 * @param receivedAt now if left out
 * @param note up to 300 characters; no personal data
 */
public record NewPrivacyRequest(
    RequestKind kind,
    UUID customerId,
    RequestChannel channel,
    @Nullable Instant receivedAt,
    @Nullable String note) {

  /** The most characters of a note, a reference or a reason. */
  public static final int NOTE_MAX = 300;

  // Jackson hands a missing component over as null, whatever the type says.
  @SuppressWarnings({"NullAway", "ConstantValue"})
  public NewPrivacyRequest {
    if (kind == null) {
      throw new IllegalArgumentException("kind is missing");
    }
    if (customerId == null) {
      throw new IllegalArgumentException("customerId is missing");
    }
    if (channel == null) {
      throw new IllegalArgumentException("channel is missing");
    }
    note = oneLine(note, NOTE_MAX, "note");
  }

  /**
   * A text on one line; null if there is nothing in it.
   *
   * @throws IllegalArgumentException if it is too long
   */
  public static @Nullable String oneLine(@Nullable String text, int charsMax, String field) {
    var line = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").strip();
    if (line.length() > charsMax) {
      throw new IllegalArgumentException(field + " must have at most " + charsMax + " characters");
    }
    return line.isEmpty() ? null : line;
  }
}
