package io.quanyu.platform.eventlog;

/**
 * What one append adds as one entry.
 *
 * @param payload encoded and compressed by the stream's owner; not copied, so not changed any more
 * @param recordCount how many records it holds, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes, handed on once and never compared
public record Batch(byte[] payload, int recordCount) {
  public Batch {
    if (recordCount < 1) {
      throw new IllegalArgumentException("a batch holds at least one record");
    }
  }
}
