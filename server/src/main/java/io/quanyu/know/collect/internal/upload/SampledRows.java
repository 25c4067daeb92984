package io.quanyu.know.collect.internal.upload;

import io.quanyu.know.collect.CollectProblem;
import io.quanyu.know.collect.internal.reading.SourceRow;
import io.quanyu.know.collect.internal.reading.UnreadableFileException;
import io.quanyu.platform.web.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The first rows of a file, to guess from. They are read again when needed and never stored. */
public final class SampledRows {
  private static final int ROWS_MAX = 5_000;

  private SampledRows() {}

  /**
   * At most {@value #ROWS_MAX} rows in good form, one value a column.
   *
   * @throws ProblemException if the file was dropped after its import, or cannot be read
   */
  public static List<List<String>> of(Uploads uploads, StoredUpload upload) {
    if (!uploads.isKept(upload)) {
      throw new ProblemException(
          CollectProblem.UPLOAD_GONE,
          "The file was dropped when its import completed; upload it again.");
    }
    var sample = new ArrayList<List<String>>();
    try (var rows = upload.layout().open(uploads.bytesOf(upload))) {
      for (var row = rows.next(); row != null && sample.size() < ROWS_MAX; row = rows.next()) {
        if (row instanceof SourceRow.Whole(_, var values)) {
          sample.add(values);
        }
      }
    } catch (UnreadableFileException e) {
      throw new ProblemException(CollectProblem.FILE_UNREADABLE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sample;
  }
}
