package io.quanyu.reach.sms.internal;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.know.collect.ImportEnded;
import io.quanyu.know.identity.CustomerSets;
import io.quanyu.know.identity.SharedIdentifiers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Customers with a phone number, and who of them share one, held in memory. Read when somebody
 * first asks, when the last of the waiting imports has ended, and every hour, because customers
 * also come and merge by other ways. Reading takes some seconds a million customers.
 */
@Component
public class PhoneHolders {

  private static final Logger log = LoggerFactory.getLogger(PhoneHolders.class);

  /** How long who asks waits for a read that is under way; then the last set must do. */
  static final Duration WAIT_MAX = Duration.ofMillis(500);

  private final CustomerSets customers;
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * @param sharing who share a number
   */
  private record Known(RoaringBitmap holders, SharedIdentifiers sharing) {}

  private CompletableFuture<Known> latest =
      CompletableFuture.failedFuture(new IllegalStateException("never read"));
  private volatile @Nullable Known known;

  public PhoneHolders(CustomerSets customers) {
    this.customers = customers;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void on(ImportEnded ended) {
    if (!ended.isFollowed() && known != null) {
      refresh();
    }
  }

  /** Brings the set up to date if anybody has asked for it yet. */
  void refreshIfUsed() {
    if (known != null) {
      refresh();
    }
  }

  /** Reads anew and waits for it. */
  void catchUp() {
    refresh();
    await(latest());
  }

  /** A new set; after a read that has just begun, as a rule. */
  RoaringBitmap get() {
    return known().holders().clone();
  }

  /** Of the customers of a set who share a number only the first; a new set. */
  RoaringBitmap onePerPhone(RoaringBitmap customers) {
    return known().sharing().onlyFirst(customers);
  }

  private Known known() {
    var last = known;
    if (last == null) {
      refresh();
    }
    var pending = latest();
    if (last == null) {
      return await(pending);
    }
    try {
      return pending.get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return last;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Known await(Future<Known> pending) {
    try {
      return pending.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("customers with a phone cannot be read", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while customers with a phone are read", e);
  }

  private CompletableFuture<Known> latest() {
    turn.lock();
    try {
      return latest;
    } finally {
      turn.unlock();
    }
  }

  /** Reads after the read that is under way, which may have begun before the change. */
  private void refresh() {
    turn.lock();
    try {
      latest =
          latest
              .handle((_, _) -> true)
              .thenApplyAsync(
                  _ -> read(), task -> Thread.ofVirtual().name("sms-phones").start(task));
    } finally {
      turn.unlock();
    }
  }

  private Known read() {
    try {
      var holders = customers.with(Set.of(IdentifierKind.PHONE));
      holders.runOptimize();
      var read = new Known(holders, customers.sharing(IdentifierKind.PHONE));
      known = read;
      return read;
    } catch (RuntimeException e) {
      log.warn("customers with a phone cannot be read: {}", e.toString());
      throw e;
    }
  }
}
