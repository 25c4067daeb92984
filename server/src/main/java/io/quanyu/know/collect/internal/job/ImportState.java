package io.quanyu.know.collect.internal.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far an import is. */
public enum ImportState {
  /** Waits for the imports before it. */
  @JsonProperty("queued")
  QUEUED,
  /** Its chunks are being committed. */
  @JsonProperty("running")
  RUNNING,
  /** Every row is accepted or quarantined. */
  @JsonProperty("completed")
  COMPLETED,
  /** The file could not be read to its end; what was read stays. */
  @JsonProperty("failed")
  FAILED,
  /** Stopped by an operator; what was imported stays. */
  @JsonProperty("cancelled")
  CANCELLED;

  /** Whether it will still change by itself. */
  public boolean isUnderWay() {
    return this == QUEUED || this == RUNNING;
  }
}
