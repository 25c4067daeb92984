package io.quanyu.reach.message.internal;

import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.message.ContactLimits;
import io.quanyu.reach.message.ContactPolicies;
import io.quanyu.reach.message.Outbox;
import io.quanyu.reach.message.Receipts;
import io.quanyu.reach.message.Suppressions;
import io.quanyu.testing.SetClock;
import io.quanyu.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;

/** The outbox on a test database for tests of other modules: it sends when it is told to. */
public final class HandDrivenOutbox {

  private final MessageFixture fixture;

  public HandDrivenOutbox(TestDatabase database, Instant now) {
    this.fixture = new MessageFixture(database, now);
  }

  /** Nothing is in it, everybody agrees, and no rule binds. */
  public void empty(Instant now) {
    fixture.empty(now);
  }

  /** From now on one customer is another. */
  public void merge(int former, int into) {
    fixture.merge(former, into);
  }

  /** Its channels; may be added to. */
  public List<Channel> channels() {
    return fixture.channels;
  }

  public SetClock clock() {
    return fixture.clock;
  }

  public Outbox outbox() {
    return fixture.outbox;
  }

  public Receipts receipts() {
    return fixture.receipts;
  }

  public Suppressions suppressions() {
    return fixture.suppressions;
  }

  /** What customers agree to. */
  public DecidedConsent consent() {
    return fixture.consent;
  }

  public ContactLimits limits() {
    return fixture.limits;
  }

  public ContactPolicies policies() {
    return new ContactPolicies(fixture.policies);
  }

  /** Sends everything that is due now. */
  public void send(Channel channel, TransactionOperations transactions) {
    try {
      while (fixture.sending(channel, transactions).run()) {
        // goes on until nothing is due
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks and takes back everything that is due now. */
  public void follow(Channel channel, TransactionOperations transactions) {
    try {
      while (fixture.following(channel, transactions).run()) {
        // goes on until nothing is due
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
