package io.quanyu.core.rfm;

import java.util.Locale;

/** How far a customer has come with the brand. Every customer is in exactly one stage. */
public enum LifecycleStage {
  /** Seen, but cannot be reached: no contact, no membership, no order. */
  STRANGER,
  /** Can be reached by phone, e-mail or WeChat, but is no member and never bought. */
  CONTACT,
  /** Member who never bought. */
  MEMBER,
  /** Bought once, not long ago. */
  FIRST_PURCHASE,
  /** Bought again, not yet often. */
  REPEAT,
  /** Buys often, and lately. */
  LOYAL,
  /** Has not bought for long. */
  SLEEPING,
  /** Has not bought for very long. */
  LOST;

  /** The stage as a tag value and in the API: {@code first_purchase}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
