package io.quanyu.know.export.web;

import io.quanyu.brand.audit.Audited;
import io.quanyu.know.export.ExportTrace;
import io.quanyu.know.export.internal.TracingMarks;
import io.quanyu.platform.web.Permission;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Whose file is this? */
@RestController
class ExportTraceController {

  private static final int TEXT_CHARS_MAX = 300_000;

  private final TracingMarks tracing;

  ExportTraceController(TracingMarks tracing) {
    this.tracing = tracing;
  }

  /** Rows as they were found. The text is looked through and not kept. */
  record FoundRows(String text) {
    // Jackson hands a missing component over as null, whatever the type says.
    @SuppressWarnings({"NullAway", "ConstantValue"})
    FoundRows {
      if (text == null || text.isBlank() || text.length() > TEXT_CHARS_MAX) {
        throw new IllegalArgumentException("text has 1 to " + TEXT_CHARS_MAX + " characters");
      }
    }

    /** Rows may hold personal values. */
    @Override
    public String toString() {
      return "FoundRows[" + text.length() + " characters]";
    }
  }

  @PostMapping("/api/export-trace")
  @Audited(action = "exports.trace", object = "export")
  @PreAuthorize("hasAuthority('" + Permission.EXPORTS_TRACE + "')")
  ExportTrace trace(@RequestBody FoundRows rows) {
    return tracing.trace(rows.text());
  }
}
