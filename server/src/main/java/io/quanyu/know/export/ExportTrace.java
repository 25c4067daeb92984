package io.quanyu.know.export;

import java.util.List;

/**
 * Whose file some rows are from.
 *
 * @param files the exports that rows are from, most rows first
 * @param marks marks that were read in the text, each once
 * @param foreign among them those that we did not make
 */
public record ExportTrace(List<TracedFile> files, int marks, int foreign) {

  /**
   * An export that rows are from.
   *
   * @param rows how many of the rows
   * @param lines some of them, as the file counts them from 1
   */
  public record TracedFile(Export export, int rows, List<Integer> lines) {
    public TracedFile {
      lines = List.copyOf(lines);
    }
  }

  public ExportTrace {
    files = List.copyOf(files);
  }
}
