package io.quanyu.know.export;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of an export. */
public enum ExportState {
  /** Waits for somebody who allows it. */
  REQUESTED,
  /** Waits for being written. */
  APPROVED,
  /** Somebody said no. */
  REFUSED,
  /** Is being written. */
  RUNNING,
  /** The file can be had. */
  READY,
  /** The requester took it back before there was a file. */
  CANCELLED,
  /** The file and its key are destroyed, or nobody allowed it in time. */
  EXPIRED,
  /** There is no file, see {@link ExportFailure}. */
  FAILED;

  /** As the API says it: {@code requested}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
