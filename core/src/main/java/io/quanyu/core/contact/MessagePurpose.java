package io.quanyu.core.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a message is sent. Decides which rules bind it. */
public enum MessagePurpose {
  /** Wants to sell or to win somebody back: needs consent, obeys caps and quiet hours. */
  MARKETING,
  /**
   * Part of what the customer asked for: order shipped, one-time code. Needs no consent (PIPL art.
   * 13 (2), performing a contract) and waits for no morning.
   */
  SERVICE;

  /** The purpose as it is stored and in the API: {@code marketing}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
