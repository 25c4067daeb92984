package io.quanyu.sandbox.state;

/** The ways to people that the sandbox has. */
public enum Channel {
  WECOM("wecom"),
  SMS("sms");

  private final String wire;

  Channel(String wire) {
    this.wire = wire;
  }

  /** Its name in JSON. */
  public String wire() {
    return wire;
  }
}
