package io.quanyu.know.segment;

import io.quanyu.core.segment.InvalidConditionException;
import io.quanyu.core.segment.SegmentCondition;
import org.jspecify.annotations.Nullable;

/**
 * A segment as an operator writes it.
 *
 * @param name 1 to 100 characters, not blank
 * @param description at most 500 characters
 */
public record SegmentDraft(String name, @Nullable String description, SegmentCondition condition) {

  private static final int NAME_LENGTH_MAX = 100;
  private static final int DESCRIPTION_LENGTH_MAX = 500;

  public SegmentDraft {
    if (name == null || name.isBlank() || name.length() > NAME_LENGTH_MAX) {
      throw new InvalidConditionException(
          "a segment needs a name of 1 to " + NAME_LENGTH_MAX + " characters");
    }
    if (condition == null) {
      throw new InvalidConditionException("a segment needs a condition");
    }
    name = name.strip();
    description = description == null || description.isBlank() ? null : description.strip();
    if (description != null && description.length() > DESCRIPTION_LENGTH_MAX) {
      throw new InvalidConditionException(
          "a description has at most " + DESCRIPTION_LENGTH_MAX + " characters");
    }
  }
}
