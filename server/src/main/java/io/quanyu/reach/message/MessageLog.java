package io.quanyu.reach.message;

import io.quanyu.reach.message.internal.LogSql;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/** Tells what was said to whom, and what became of it. */
@Service
public final class MessageLog {

  private final LogSql sql;

  public MessageLog(LogSql sql) {
    this.sql = sql;
  }

  /**
   * The messages of a source to one customer, of all visits, oldest first.
   *
   * @param customerNos her own number and her former ones: {@code KnownCustomers.numbersOf}
   */
  public List<LoggedMessage> find(MessageSource source, Collection<Integer> customerNos) {
    return sql.find(source, customerNos);
  }
}
