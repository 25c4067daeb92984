package io.quanyu.sandbox.state;

/** What people do with a message that reached them. */
public enum Reaction {
  OPENED("opened"),
  CLICKED("clicked"),
  /** Removed the member who sent it (WeCom). */
  BLOCKED("blocked"),
  /** Answered R, which means: no more (SMS). */
  REPLIED("replied");

  private final String wire;

  Reaction(String wire) {
    this.wire = wire;
  }

  /** Its name in JSON. */
  public String wire() {
    return wire;
  }
}
