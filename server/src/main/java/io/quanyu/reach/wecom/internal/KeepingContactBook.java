package io.quanyu.reach.wecom.internal;

import io.quanyu.know.collect.ImportEnded;
import io.quanyu.know.identity.KnownCustomers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps the {@link ContactBook} of the app: composed anew when contacts or One-ID have changed, but
 * no more often than every {@link #PAUSE}.
 */
public final class KeepingContactBook implements SmartLifecycle {

  /**
   * Contacts, or what One-ID makes of them, have changed; published in the change's transaction.
   */
  record ContactsChanged() {}

  private static final Logger log = LoggerFactory.getLogger(KeepingContactBook.class);

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

  /** Contacts whose customers are looked up by one statement. */
  private static final int PAGE = 100_000;

  private final WecomAppStore apps;
  private final ContactSql sql;
  private final KnownCustomers customers;
  private final ReentrantLock composing = new ReentrantLock();
  private final Semaphore changes = new Semaphore(1); // the first composition
  private final Semaphore stopped = new Semaphore(0);
  private final CompletableFuture<Boolean> firstComposed = new CompletableFuture<>();
  private volatile ContactBook book = ContactBook.EMPTY;
  private volatile boolean running;
  private Thread thread = Thread.ofPlatform().unstarted(() -> {});

  KeepingContactBook(WecomAppStore apps, ContactSql sql, KnownCustomers customers) {
    this.apps = apps;
    this.sql = sql;
    this.customers = customers;
  }

  /** The book as of some seconds ago; right after the start this waits for the first one. */
  ContactBook book() {
    try {
      firstComposed.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the server is stopping", e);
    }
    return book;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void on(ContactsChanged changed) {
    changes.release();
  }

  /** One-ID may have joined or parted customers. */
  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void on(ImportEnded ended) {
    if (ended.accepted() > 0) {
      changes.release();
    }
  }

  /** Composes the book of what is committed now. */
  void compose() {
    composing.lock();
    try {
      book = composed();
      firstComposed.complete(true);
    } finally {
      composing.unlock();
    }
  }

  private ContactBook composed() {
    Optional<UUID> app = apps.findFirst().map(WecomApp::id);
    if (app.isEmpty()) {
      return ContactBook.EMPTY;
    }
    List<ContactBook.Entry> entries = new ArrayList<>();
    Map<String, String> userIds = new HashMap<>();
    var page = sql.followsAfter(app.get(), 0, PAGE);
    while (!page.isEmpty()) {
      var holders =
          customers.holdersOf(page.stream().map(ContactSql.Follow::identifier).distinct().toList());
      for (var follow : page) {
        var customerNo = holders.get(follow.identifier());
        if (customerNo != null && !follow.userId().equals(ContactSql.NOBODY)) {
          entries.add(
              new ContactBook.Entry(
                  customerNo,
                  follow.contactNo(),
                  userIds.computeIfAbsent(follow.userId(), same -> same),
                  follow.followedAt()));
        }
      }
      page = sql.followsAfter(app.get(), page.getLast().contactNo(), PAGE);
    }
    return ContactBook.of(entries);
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("wecom-contact-book").start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    stopped.release();
    changes.release();
    firstComposed.completeExceptionally(new IllegalStateException("never composed"));
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    try {
      while (running) {
        changes.acquire();
        changes.drainPermits();
        if (!running) {
          return;
        }
        var pause = PAUSE;
        try {
          compose();
        } catch (RuntimeException e) {
          log.warn("who can be reached through WeCom cannot be read: {}", e.toString());
          changes.release();
          pause = PAUSE_AFTER_FAILURE;
        }
        if (stopped.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
