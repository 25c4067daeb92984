package io.quanyu.demo.generator;

/**
 * The five channels the brand sells and meets people through, in the order in which its files are
 * written.
 */
public enum Channel {
  TMALL(0, "tmall", 0.52, 0.30),
  JD(1, "jd", 0.26, 0.15),
  DOUYIN(2, "douyin", 0.31, 0.17),
  MINIPROGRAM(3, "miniprogram", 0.46, 0.14),
  POS(4, "pos", 0.46, 0.24);

  private final int number;
  private final String code;
  private final double reach;
  private final double orderWeight;

  Channel(int number, String code, double reach, double orderWeight) {
    this.number = number;
    this.code = code;
    this.reach = reach;
    this.orderWeight = orderWeight;
  }

  /** 0 to 4; part of what seeds the channel's randomness, so it never changes. */
  int number() {
    return number;
  }

  /** The channel's code as the server knows it, e.g. {@code tmall}. */
  public String code() {
    return code;
  }

  /**
   * The probability that a person has a record here, before those who would be nowhere are drawn
   * again.
   */
  double reach() {
    return reach;
  }

  /** How often somebody who is known in all channels buys here, relative to the others. */
  double orderWeight() {
    return orderWeight;
  }

  boolean hasGuides() {
    return this == POS;
  }
}
