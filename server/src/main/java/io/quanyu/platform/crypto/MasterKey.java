package io.quanyu.platform.crypto;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A master key as it is shown; never the key itself.
 *
 * @param id as in the key file
 * @param state what it is there for
 * @param madeAt when it was made
 * @param madeBy username; empty: the server at its first start
 * @param wraps how many data keys it wrapped at the last count
 * @param retiredAt when a younger key had taken over all that it wrapped
 * @param destroyableAt from when on it can be destroyed
 * @param destroyedAt when it was destroyed
 */
public record MasterKey(
    long id,
    State state,
    Instant madeAt,
    Optional<String> madeBy,
    long wraps,
    Optional<Instant> retiredAt,
    Optional<Instant> destroyableAt,
    Optional<Instant> destroyedAt) {

  /** What a master key is there for. */
  public enum State {
    /** Wraps all new data keys. */
    PRIMARY,
    /** A rotation takes its data keys over. */
    REPLACED,
    /** Nothing needs it; it can be destroyed. */
    RETIRED,
    /** Gone for ever. */
    DESTROYED;

    /** As it is in the API: {@code primary}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
