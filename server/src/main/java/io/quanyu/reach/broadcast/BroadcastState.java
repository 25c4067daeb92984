package io.quanyu.reach.broadcast;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a broadcast is. */
public enum BroadcastState {
  /** Being written; rejected ones are again. */
  DRAFT,
  /** Frozen; waits for a second person. */
  IN_REVIEW,
  /** Approved; starts by itself. */
  SCHEDULED,
  /** Launched; messages go out and receipts come in. */
  SENDING,
  /** Nothing more is begun until it is resumed. */
  PAUSED,
  /** Nothing can come any more, or its time is over. */
  ENDED,
  /** Taken back by hand. */
  STOPPED;

  /** As the API names it: {@code in_review}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
