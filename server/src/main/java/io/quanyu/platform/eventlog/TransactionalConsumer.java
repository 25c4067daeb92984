package io.quanyu.platform.eventlog;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A consumer whose effect is in PostgreSQL: effect and position commit in one transaction.
 *
 * @param handler takes the effect, within the transaction
 */
public record TransactionalConsumer(
    String name,
    String stream,
    int entriesMax,
    EventLog log,
    TransactionOperations transactions,
    Consumer<List<LogEntry>> handler)
    implements StreamConsumer {

  @Override
  public long position() {
    return log.position(name, stream);
  }

  @Override
  public void apply(List<LogEntry> entries) {
    transactions.executeWithoutResult(_ -> {
      // First, because it locks the consumer's row: another node that read the same entries
      // waits here and then fails, instead of applying them again.
      log.advance(name, stream, entries.getFirst().offset(), entries.getLast().offset() + 1);
      handler.accept(entries);
    });
  }
}
