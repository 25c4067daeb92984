package io.quanyu.core.contact;

import io.quanyu.core.contact.ContactDecision.Reason;
import java.util.Optional;

/** What a customer's consent says of one marketing message over one channel. */
public enum MarketingWill {
  GIVEN(Optional.empty()),
  MINOR(Optional.of(Reason.MINOR)),
  WITHHELD(Optional.of(Reason.NO_CONSENT)),
  OBJECTS_TO_PERSONALISATION(Optional.of(Reason.NO_PERSONALISATION));

  private final Optional<Reason> refusal;

  MarketingWill(Optional<Reason> refusal) {
    this.refusal = refusal;
  }

  /** Why no marketing goes there; empty if it may. */
  public Optional<Reason> refusal() {
    return refusal;
  }
}
