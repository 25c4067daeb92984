package io.quanyu.sandbox.state;

/** What became of one message to one person, over all channels. */
public enum Outcome {
  /** A member has not confirmed yet. */
  WAITING("waiting"),
  /** The sender took it back before the member confirmed. */
  CANCELLED("cancelled"),
  /** On her phone. */
  DELIVERED("delivered"),
  /** She had removed the member. */
  NOT_FRIEND("notFriend"),
  /** Her month was full. */
  OVER_QUOTA("overQuota"),
  /** Nobody has this number. */
  FAILED("failed");

  private final String wire;

  Outcome(String wire) {
    this.wire = wire;
  }

  /** Its name in JSON. */
  public String wire() {
    return wire;
  }
}
