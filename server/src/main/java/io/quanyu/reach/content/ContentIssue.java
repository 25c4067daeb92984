package io.quanyu.reach.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a text from being sent, or is worth knowing before.
 *
 * @param channel code of the channel whose text it is about
 * @param variable the one that it is about, if any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContentIssue(String channel, Kind kind, @Nullable String variable) {

  /** Kinds of issues. */
  public enum Kind {
    /** There is no such channel. */
    CHANNEL_UNKNOWN("there is no such channel"),
    /**
     * The text holds a dollar and a brace that are no variable, or 【】 that only a signature has.
     */
    TEXT_MALFORMED("a variable is written ${name}, and 【】 is left to the signature of an SMS"),
    /** The channel fills in no such variable. */
    VARIABLE_UNKNOWN("the channel fills in no such variable"),
    /** Nothing stands in for the variable. */
    FALLBACK_MISSING("a variable needs a fallback for customers without a value"),
    /** The channel takes no text of this length. */
    TEXT_TOO_LONG("the text is too long for the channel"),
    /** Texts cannot be signed yet; the preview shows a placeholder. Saving is possible. */
    SIGNATURE_MISSING("SMS is not set up, so that the signature is not known");

    private final String detail;

    Kind(String detail) {
      this.detail = detail;
    }

    /** As the API names it: {@code variable_unknown}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** In words. */
    public String detail() {
      return detail;
    }
  }
}
