package io.quanyu.reach.message.internal;

import static java.util.Objects.requireNonNull;

import io.quanyu.reach.channel.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Counts what vendors tell by callbacks. */
@Component
public final class RecordingReceipts {

  /** Receipts of calls that nobody knows after so long are of no call of ours. */
  private static final Duration EARLY_KEPT = Duration.ofDays(30);

  private final ReceiptSql sql;
  private final TransactionOperations transactions;
  private final Clock clock;

  public RecordingReceipts(ReceiptSql sql, TransactionOperations transactions, Clock clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** See {@link io.quanyu.reach.message.Receipts#record}. */
  public int record(String channel, String vendorId, List<Receipt> receipts) {
    return requireNonNull(
        transactions.execute(_ -> {
          // Whoever is accepting the call now is waited for: either it finds what is kept here, or
          // the call is found here.
          sql.lockCalls(channel, List.of(vendorId));
          var dispatchNos = sql.findCalls(channel, vendorId);
          var now = clock.instant();
          return dispatchNos.isEmpty()
              ? sql.keepEarly(channel, vendorId, receipts, now)
              : sql.count(
                  dispatchNos.stream()
                      .flatMap(no -> receipts.stream().map(one -> new ReceiptSql.Told(no, one)))
                      .toList(),
                  now);
        }));
  }

  void forgetEarly() {
    sql.deleteEarly(clock.instant().minus(EARLY_KEPT));
  }
}
