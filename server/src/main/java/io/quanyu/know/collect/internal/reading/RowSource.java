package io.quanyu.know.collect.internal.reading;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file, in order, in bounded memory. Damage to a row is reported as a {@link
 * SourceRow.Damaged} and reading goes on; only a file that cannot be read any further (a broken
 * archive, a failing disk) throws. Not for use by two threads at once.
 */
public interface RowSource extends Closeable {

  /**
   * The next row; null when the file ends. Blank lines are not rows.
   *
   * @throws UnreadableFileException if the file is broken beyond this point, with a sentence for
   *     the operator
   */
  @Nullable SourceRow next() throws IOException;

  /** Bytes of the stored (possibly compressed) file consumed so far; never decreases. */
  long bytesRead();
}
