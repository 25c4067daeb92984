package io.quanyu.reach.message;

/** How far a call to a vendor is. */
public enum DispatchState {
  /** To be made. */
  PLANNED,
  /** Begun; its answer is not known yet. */
  SENDING,
  /** The vendor has it. */
  ACCEPTED,
  /** The vendor will never take it. */
  REFUSED,
  /** Begun by a server that died, and the vendor cannot be asked: sent or not, nobody knows. */
  UNKNOWN,
  /** Taken back before it was begun. */
  CANCELLED
}
