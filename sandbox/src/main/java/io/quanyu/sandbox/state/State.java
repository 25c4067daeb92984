package io.quanyu.sandbox.state;

import java.time.Clock;
import java.time.Duration;

/** Everything the sandbox knows. Guarded by the {@link Ledger}'s lock. */
public final class State {
  private final MovableClock clock;
  private final World world = new World();
  private final Tokens tokens = new Tokens();
  private final Campaigns campaigns = new Campaigns();
  private final BulkMessages bulkMessages = new BulkMessages(world, campaigns);
  private final SmsGateway smsGateway = new SmsGateway(campaigns);
  private final Population population = new Population(bulkMessages, campaigns);
  private final Orders orders = new Orders(campaigns);
  private int callbacksDelivered;
  private int callbacksLost;

  State(Clock base) {
    this.clock = new MovableClock(base);
  }

  void apply(Entry entry) {
    switch (entry) {
      case Entry.AppAdded it -> world.apply(it);
      case Entry.DepartmentAdded it -> world.apply(it);
      case Entry.MemberAdded it -> world.apply(it);
      case Entry.PeopleAdded it -> world.apply(it);
      case Entry.ContactAdded it -> world.apply(it);
      case Entry.ContactBlocked it -> world.apply(it);
      case Entry.ContactRemoved it -> world.apply(it);
      case Entry.ClockMoved(long offsetMs) -> clock.setOffset(Duration.ofMillis(offsetMs));
      case Entry.TokenIssued it -> tokens.apply(it);
      case Entry.TokenExpired it -> tokens.apply(it);
      case Entry.BulkAccepted it -> {
        bulkMessages.apply(it);
        population.apply(it);
      }
      case Entry.BulkReminded it -> bulkMessages.apply(it);
      case Entry.BulkCancelled it -> {
        bulkMessages.apply(it);
        population.apply(it);
      }
      case Entry.BulkConfirmed it -> {
        bulkMessages.apply(it);
        population.apply(it);
      }
      case Entry.SmsAccountAdded it -> smsGateway.apply(it);
      case Entry.SmsAccepted it -> {
        smsGateway.apply(it);
        population.apply(it);
      }
      case Entry.SmsReplied it -> smsGateway.apply(it);
      case Entry.SmsWebhookEnded it -> smsGateway.apply(it);
      case Entry.PopulationStarted it -> population.apply(it);
      case Entry.PopulationStopped _ -> population.stop();
      case Entry.Reacted it -> population.apply(it);
      case Entry.Shopped it -> orders.apply(it);
      case Entry.CallbackEnded it -> {
        if (it.delivered()) {
          callbacksDelivered++;
        } else {
          callbacksLost++;
        }
      }
    }
  }

  /** The sandbox's time. */
  public MovableClock clock() {
    return clock;
  }

  /** Who exists. */
  public World world() {
    return world;
  }

  /** Access tokens. */
  public Tokens tokens() {
    return tokens;
  }

  /** Bulk messages and quotas. */
  public BulkMessages bulkMessages() {
    return bulkMessages;
  }

  /** The sums by campaign mark, over all channels. */
  public Campaigns campaigns() {
    return campaigns;
  }

  /** SMS. */
  public SmsGateway smsGateway() {
    return smsGateway;
  }

  /** How people behave. */
  public Population population() {
    return population;
  }

  /** What people bought. */
  public Orders orders() {
    return orders;
  }

  /** Callbacks that were answered. */
  public int callbacksDelivered() {
    return callbacksDelivered;
  }

  /** Callbacks that were given up. */
  public int callbacksLost() {
    return callbacksLost;
  }
}
