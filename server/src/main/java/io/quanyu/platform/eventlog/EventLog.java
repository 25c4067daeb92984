package io.quanyu.platform.eventlog;

import java.util.List;

/**
 * The ordered, durable record of everything that happened.
 *
 * <p>Offsets of a stream are dense and handed out in commit order: whoever has read offset n has
 * seen every entry below n that will ever exist. Thread-safe.
 */
public interface EventLog {

  /**
   * Adds batches to a stream as part of the current transaction: they exist when it commits.
   *
   * <p>They are written as the last step before the commit, because from then until the commit no
   * other transaction can append to the stream; so it does not matter where in its transaction the
   * caller appends. Batches of one transaction lie together, in the order of the calls.
   *
   * @throws IllegalStateException if there is no transaction
   */
  void append(String stream, List<Batch> batches);

  /**
   * Reads entries in order.
   *
   * @param from the offset of the first one wanted
   * @param entriesMax at most so many, at least 1
   * @return entries from {@code from} on without a gap; empty at the end of the stream
   * @throws EntriesExpiredException if {@code from} is older than what the log keeps
   */
  List<LogEntry> read(String stream, long from, int entriesMax);

  /** The offset that the next entry will get; 0 for a stream nobody has appended to. */
  long end(String stream);

  /** The offset of the oldest entry that is kept; {@link #end} if there is none. */
  long begin(String stream);

  /** Where a consumer stands: the first offset whose effect it has not committed; 0 at first. */
  long position(String consumer, String stream);

  /**
   * Moves a consumer on, in the current transaction if there is one. Of two nodes that try to move
   * it from the same place, one waits for the other and then fails.
   *
   * @throws PositionMovedException if the consumer does not stand at {@code from}
   */
  void advance(String consumer, String stream, long from, long to);

  /**
   * Notes where a consumer stands that keeps its own position elsewhere, so that the log knows what
   * it may drop. May go back, when the consumer was rebuilt.
   */
  void note(String consumer, String stream, long position);
}
