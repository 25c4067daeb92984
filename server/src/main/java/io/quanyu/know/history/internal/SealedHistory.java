package io.quanyu.know.history.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of the files that make up sealed history. Files are never changed; a new list names old
 * and new ones and replaces the old list in one step.
 *
 * @param format of this list and its files
 * @param generation counts the lists, from 1; 0 before anything was sealed
 * @param sealedTo the first offset of the stream that is not in the files
 * @param accountCustomers file with the customers of moved accounts, as of {@code sealedTo}; null
 *     if no account had moved
 * @param files in no particular order
 */
record SealedHistory(
    int format,
    long generation,
    long sealedTo,
    @Nullable String accountCustomers,
    List<SealedFile> files) {

  static final int FORMAT = 1;

  static final SealedHistory NONE = new SealedHistory(FORMAT, 0, 0, null, List.of());

  SealedHistory {
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param table whose rows it holds
   * @param path relative to the folder of the list
   * @param rows how many
   */
  record SealedFile(String table, String path, long rows) {}
}
