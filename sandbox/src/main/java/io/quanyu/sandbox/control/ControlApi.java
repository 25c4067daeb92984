package io.quanyu.sandbox.control;

import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.misbehaviour.Misbehaviour;
import io.quanyu.sandbox.population.People;
import io.quanyu.sandbox.sms.SmsLimits;
import io.quanyu.sandbox.sms.SmsWebhooks;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.wecom.Callbacks;
import io.quanyu.sandbox.wecom.RateLimits;

/** The paths under {@code /sandbox} and the page at {@code /}. */
public final class ControlApi {
  private final Ledger ledger;
  private final RateLimits limits;
  private final SmsLimits smsLimits;
  private final Misbehaviour misbehaviour;
  private final Callbacks callbacks;
  private final SmsWebhooks smsWebhooks;
  private final People people;

  /** Controls over these parts. */
  public ControlApi(
      Ledger ledger,
      RateLimits limits,
      SmsLimits smsLimits,
      Misbehaviour misbehaviour,
      Callbacks callbacks,
      SmsWebhooks smsWebhooks,
      People people) {
    this.ledger = ledger;
    this.limits = limits;
    this.smsLimits = smsLimits;
    this.misbehaviour = misbehaviour;
    this.callbacks = callbacks;
    this.smsWebhooks = smsWebhooks;
    this.people = people;
  }

  /** Adds its paths. */
  public void route(Router router) {
    new WorldCalls(ledger).route(router);
    new UserActions(ledger, callbacks, smsWebhooks).route(router);
    new Switches(ledger, limits, smsLimits, misbehaviour, callbacks).route(router);
    new PopulationCalls(ledger, people, callbacks).route(router);
    new BooksCalls(ledger, limits, smsLimits).route(router);
  }
}
