package io.quanyu.know.purchase;

import io.quanyu.platform.database.UuidOrder;
import java.util.Comparator;
import java.util.UUID;

/**
 * What makes a line itself and no other: where it was read. Two equal lines of one file are two
 * facts.
 *
 * @param source the first 16 bytes of the file's SHA-256, or another id of a stream of lines
 * @param lineNo number of the line within the source, from 1
 */
public record LineKey(UUID source, long lineNo) implements Comparable<LineKey> {

  private static final Comparator<LineKey> BY_SOURCE =
      Comparator.comparing(LineKey::source, UuidOrder.POSTGRESQL)
          .thenComparingLong(LineKey::lineNo);

  /** By source, as the database orders them, and line. */
  @Override
  public int compareTo(LineKey other) {
    return BY_SOURCE.compare(this, other);
  }
}
