package io.quanyu.reach.wecom;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the reading of contacts is.
 *
 * @param contacts customers whom some member has now
 * @param members members who have some
 * @param syncedAt everything until then is known and imported
 * @param progress while members are being read
 * @param failure why the last run failed, or waits: WeCom's errcode as {@code wecom_45009}, or a
 *     sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContactSync(
    long contacts,
    long members,
    @Nullable Instant syncedAt,
    State state,
    @Nullable Progress progress,
    @Nullable String failure) {

  /** How the last run is. */
  public enum State {
    @JsonProperty("never")
    NEVER,
    /** Asked for, under way, or its import is. */
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("ended")
    ENDED,
    @JsonProperty("failed")
    FAILED
  }

  /** Members whose contacts are read, of all. */
  public record Progress(int membersDone, int membersTotal) {}
}
