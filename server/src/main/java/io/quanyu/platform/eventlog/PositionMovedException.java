package io.quanyu.platform.eventlog;

import java.io.Serial;

/** A consumer was moved on by someone else; the caller's transaction must roll back. */
public final class PositionMovedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param from where the caller thought it stood
   */
  public PositionMovedException(String consumer, String stream, long from) {
    super("consumer %s of %s does not stand at %d any more".formatted(consumer, stream, from));
  }
}
