package io.quanyu.platform.eventlog;

import java.util.List;

/**
 * Something that follows a stream. Every bean of this type is run by {@link ConsumerRunner}.
 *
 * <p>Each entry takes effect exactly once if {@link #apply} stores the position together with the
 * effect, in one transaction of whatever database holds the effect.
 */
public interface StreamConsumer {

  /** Its name in positions, metrics and logs, e.g. {@code warehouse}. Stable for ever. */
  String name();

  /** The stream it follows. */
  String stream();

  /** Most entries to {@link #apply} at once; bounds memory and the length of a transaction. */
  int entriesMax();

  /** The first offset whose effect is not committed. */
  long position();

  /**
   * Takes entries into effect and stores the position after them, atomically.
   *
   * @param entries at least one, in order and without a gap, from {@link #position} on
   */
  void apply(List<LogEntry> entries);
}
