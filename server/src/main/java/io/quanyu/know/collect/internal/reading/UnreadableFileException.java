package io.quanyu.know.collect.internal.reading;

import java.io.IOException;

/** The file as a whole cannot be read. The message is one sentence for the operator. */
public final class UnreadableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and what to do about it
   */
  public UnreadableFileException(String message) {
    super(message);
  }

  /**
   * @param message what is wrong and what to do about it
   * @param cause what the decoder said
   */
  public UnreadableFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
