package io.quanyu.reach.channel;

/** What may be done with a call of which no answer is known. */
public enum Redelivery {
  /** The vendor takes our mark as a key: a second call has the outcome of the first. */
  IDEMPOTENT,
  /** The vendor can be asked for our mark; what it does not have is sent again. */
  LOOK_UP,
  /** Neither: the call is never repeated, and its outcome stays unknown. */
  NONE
}
