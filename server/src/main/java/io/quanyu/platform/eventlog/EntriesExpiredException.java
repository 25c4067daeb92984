package io.quanyu.platform.eventlog;

import java.io.Serial;

/** What a reader asks for is older than the log's window and was dropped. */
public final class EntriesExpiredException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param from the offset asked for
   * @param begin the oldest that is kept
   */
  public EntriesExpiredException(String stream, long from, long begin) {
    super("stream %s is kept from offset %d on; %d has expired".formatted(stream, begin, from));
  }
}
