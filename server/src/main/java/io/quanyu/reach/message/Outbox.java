package io.quanyu.reach.message;

import io.quanyu.reach.message.internal.OutboxSql;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Takes messages to be sent. */
@Service
public final class Outbox {

  private final OutboxSql sql;

  public Outbox(OutboxSql sql) {
    this.sql = sql;
  }

  /**
   * Adds calls in the caller's transaction: with its commit they will be made, once.
   *
   * @param dispatches some thousand calls, of together up to some hundred thousand customers
   * @throws DuplicateKeyException if the source has a message for one of the customers and visits
   *     already; the transaction must then roll back
   */
  public void add(MessageSource source, List<NewDispatch> dispatches) {
    if (!dispatches.isEmpty()) {
      sql.insert(source, dispatches);
    }
  }

  /**
   * Takes back what was not begun.
   *
   * @return the messages taken back
   */
  public long cancel(MessageSource source, String reason) {
    return sql.cancel(source, reason);
  }

  /** How far the messages of a source are. */
  public MessageCounts count(MessageSource source) {
    return sql.count(source);
  }
}
