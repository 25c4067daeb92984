package io.quanyu.reach.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far one message is, in what is known of its call and by its receipts. */
public enum MessageState {
  /** To be sent. */
  PLANNED,
  /** Begun; the vendor's answer is not known yet. */
  SENDING,
  /** The vendor has it; nothing more is known yet. */
  SENT,
  /** A receipt says that it reached the customer. */
  REACHED,
  /** A receipt says that it did not, or no more receipts were awaited. */
  FAILED,
  /** The vendor did not take it, or it was kept back because the customer opted out. */
  REFUSED,
  /** Nobody knows whether it was sent. */
  UNKNOWN,
  /** Taken back before it was begun. */
  CANCELLED;

  /** The state as it is in the API: {@code planned}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
