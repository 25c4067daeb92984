package io.quanyu.core.segment;

/**
 * A segment condition that means nothing; the message tells the person who built it what to change.
 */
public final class InvalidConditionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public InvalidConditionException(String message) {
    super(message);
  }

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new InvalidConditionException(message);
    }
  }
}
