package io.quanyu.know.export.internal;

import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.know.export.ExportTrace;
import io.quanyu.know.export.ExportTrace.TracedFile;
import io.quanyu.know.export.internal.RecordMarks.Mark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells of rows that turned up somewhere whose file they are from. */
@Component
public class TracingMarks {

  /** Marks of a text that are looked at. */
  static final int MARKS_MAX = 10_000;

  private static final int LINES_MAX = 20;

  private final RecordMarks marks;
  private final ExportTable exports;

  public TracingMarks(RecordMarks marks, ExportTable exports) {
    this.marks = marks;
    this.exports = exports;
  }

  /**
   * @param text rows as they were found, marks among them
   */
  public ExportTrace trace(String text) {
    var found = RecordMarks.in(text, MARKS_MAX);
    var ours = marks.read(found);
    var byExport = ours.stream().collect(Collectors.groupingBy(Mark::exportNo));
    var known = exports.byNumber(byExport.keySet());
    List<TracedFile> files = new ArrayList<>();
    byExport.forEach((exportNo, rows) -> {
      var stored = known.get(exportNo);
      if (stored != null) {
        files.add(
            new TracedFile(
                stored.export(),
                rows.size(),
                rows.stream().map(Mark::row).sorted().limit(LINES_MAX).toList()));
      }
    });
    files.sort(Comparator.comparingInt(TracedFile::rows).reversed());
    AuditedRequest.detail("marks", found.size());
    AuditedRequest.detail(
        "exports",
        files.stream().map(file -> file.export().id().toString()).collect(Collectors.joining(",")));
    int traced = files.stream().mapToInt(TracedFile::rows).sum();
    return new ExportTrace(files, found.size(), found.size() - traced);
  }
}
