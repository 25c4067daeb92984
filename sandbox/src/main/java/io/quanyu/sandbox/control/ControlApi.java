package io.quanyu.sandbox.control;

import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.misbehaviour.Misbehaviour;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.wecom.Callbacks;
import io.quanyu.sandbox.wecom.RateLimits;

/** The paths under {@code /sandbox} and the page at {@code /}. */
public final class ControlApi {
  private final Ledger ledger;
  private final RateLimits limits;
  private final Misbehaviour misbehaviour;
  private final Callbacks callbacks;

  /** Controls over these parts. */
  public ControlApi(
      Ledger ledger, RateLimits limits, Misbehaviour misbehaviour, Callbacks callbacks) {
    this.ledger = ledger;
    this.limits = limits;
    this.misbehaviour = misbehaviour;
    this.callbacks = callbacks;
  }

  /** Adds its paths. */
  public void route(Router router) {
    new WorldCalls(ledger).route(router);
    new UserActions(ledger, callbacks).route(router);
    new Switches(ledger, limits, misbehaviour, callbacks).route(router);
    new BooksCalls(ledger, limits).route(router);
  }
}
