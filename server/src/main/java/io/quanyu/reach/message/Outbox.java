package io.quanyu.reach.message;

import io.quanyu.reach.message.internal.OutboxSql;
import io.quanyu.reach.message.internal.ProgressSql;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Takes messages to be sent, takes them back, and tells what became of them. */
@Service
public final class Outbox {

  private final OutboxSql sql;
  private final ProgressSql progress;

  public Outbox(OutboxSql sql, ProgressSql progress) {
    this.sql = sql;
    this.progress = progress;
  }

  /**
   * Adds calls in the caller's transaction: with its commit they will be made, once.
   *
   * @param dispatches some ten thousand calls, of together up to some million customers
   * @throws DuplicateKeyException if the source has a message for one of the customers and visits
   *     already; the transaction must then roll back
   */
  public void add(MessageSource source, List<NewDispatch> dispatches) {
    if (!dispatches.isEmpty()) {
      sql.insert(source, dispatches);
    }
  }

  /**
   * What the marks of all calls of a source start with: whoever keeps books of what vendors
   * delivered finds its messages by it.
   */
  public String campaignMark(MessageSource source) {
    return sql.campaignMark(source);
  }

  /** Nothing more of the source is begun until it goes on; what is begun is ended. */
  public void pause(MessageSource source, boolean isPaused) {
    sql.pause(source, isPaused);
  }

  /**
   * Takes back what was not begun. What is just being begun is taken back as soon as that is
   * possible.
   *
   * @return the messages taken back
   */
  public long cancel(MessageSource source, String reason) {
    return sql.cancel(source, reason);
  }

  /**
   * Wants everything of a visit back that did not leave over some channels: what was not begun is
   * cancelled, and accepted calls that wait for a confirmation are taken back. Whether that came in
   * time is known when their calls are closed. May be repeated.
   *
   * @param channels codes; on the others everything goes on
   */
  public void recall(MessageSource source, int visit, Set<String> channels) {
    sql.recall(source, visit, channels);
  }

  /**
   * Whether nothing more will happen with the messages of a visit: every call has ended, and no
   * more receipts are awaited. True if there are none.
   */
  public boolean isClosed(MessageSource source, int visit) {
    return progress.isClosed(source, visit);
  }

  /** What became of the messages of a visit; new sets. */
  public Outcomes outcomes(MessageSource source, int visit) {
    return progress.outcomes(source, visit);
  }

  /** Customers whose message of a visit was taken back before anything became of it; a new set. */
  public RoaringBitmap takenBack(MessageSource source, int visit) {
    return progress.takenBack(source, visit);
  }

  /** Customers with a message of the source that a vendor accepted, whatever became of it. */
  public RoaringBitmap accepted(MessageSource source) {
    return progress.accepted(source);
  }

  /** How far the messages of a source are. */
  public MessageCounts count(MessageSource source) {
    return progress.count(source);
  }

  /** How far the messages of a source are on each channel, sorted by it. */
  public List<ChannelProgress> progress(MessageSource source) {
    return progress.byChannel(source);
  }

  /**
   * When the customers of a source were reached.
   *
   * @param spansMax at least 1
   * @return spans of equal length, oldest first, at most {@code spansMax}; those in which nobody
   *     was reached are missing
   */
  public List<ReachedMinutes> reachedOverTime(MessageSource source, int spansMax) {
    return progress.reachedOverTime(source, spansMax);
  }

  /** How many guides have confirmed. */
  public SenderCounts senderCounts(MessageSource source) {
    return progress.senderCounts(source);
  }

  /**
   * The guides of a source, sorted by channel and id.
   *
   * @param onlyUnconfirmed without those who confirmed all their calls
   * @param after the last one of the page before
   */
  public List<SenderProgress> senders(
      MessageSource source, boolean onlyUnconfirmed, Optional<SenderKey> after, int limit) {
    return progress.senders(source, onlyUnconfirmed, after, limit);
  }
}
