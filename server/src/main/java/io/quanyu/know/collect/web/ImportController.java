package io.quanyu.know.collect.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.brand.audit.NotAudited;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.internal.job.ImportJob;
import io.quanyu.know.collect.internal.job.ImportSql;
import io.quanyu.know.collect.internal.job.StartingImport;
import io.quanyu.know.collect.internal.job.SummingImports;
import io.quanyu.know.collect.internal.upload.Uploads;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.IdempotentRequests;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/imports")
class ImportController {
  private final ImportSql jobs;
  private final StartingImport startingImport;
  private final SummingImports summingImports;
  private final Uploads uploads;
  private final IdempotentRequests requests;
  private final AuditTrail audit;

  ImportController(
      ImportSql jobs,
      StartingImport startingImport,
      SummingImports summingImports,
      Uploads uploads,
      IdempotentRequests requests,
      AuditTrail audit) {
    this.jobs = jobs;
    this.startingImport = startingImport;
    this.summingImports = summingImports;
    this.uploads = uploads;
    this.requests = requests;
    this.audit = audit;
  }

  /** An import to be started. */
  record NewImport(
      UUID uploadId,
      String channel,
      ImportMapping mapping,
      @Nullable String currency,
      @Nullable String zone) {
    // Jackson hands a missing component over as null, whatever the type says.
    @SuppressWarnings({"NullAway", "ConstantValue"})
    NewImport {
      if (uploadId == null || channel == null || mapping == null) {
        throw new IllegalArgumentException("uploadId, channel and mapping are needed");
      }
    }
  }

  /** Imports that are taken together; one that is named twice counts once. */
  record SummedImports(Set<UUID> ids) {
    // Jackson hands a missing component over as null, whatever the type says.
    @SuppressWarnings({"NullAway", "ConstantValue"})
    SummedImports {
      if (ids == null || ids.contains(null)) {
        throw new IllegalArgumentException("ids are needed");
      }
    }
  }

  /** Another mapping for the rejected rows, or none. */
  record Replay(@Nullable ImportMapping mapping) {}

  @GetMapping
  @PreAuthorize("hasAuthority('imports.read')")
  Page<ImportView> list(
      @RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
    var page = PageRequest.of(cursor, limit, 1);
    int before = page.after().map(c -> jobNo(c.part(0))).orElse(Integer.MAX_VALUE);
    var rows = jobs.list(before, page.rows());
    var shown = Page.of(rows, page, jobs.count(), job -> Cursor.after(job.jobNo()));
    return new Page<>(
        shown.items().stream().map(ImportView::of).toList(), shown.nextCursor(), shown.total());
  }

  @PostMapping
  @Audited(action = "imports.start", object = "import")
  @PreAuthorize("hasAuthority('imports.write')")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ImportView start(
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody NewImport body) {
    return requests.once(
        "import.start",
        key,
        body,
        ImportView.class,
        () -> {
          var started =
              startingImport.start(
                  body.uploadId(),
                  body.channel(),
                  body.mapping(),
                  body.currency(),
                  body.zone(),
                  false);
          return AuditedRequest.made(
              ImportView.of(started.job(), started.isRepeated()), ImportView::id);
        });
  }

  @GetMapping("/{id}")
  @PreAuthorize("hasAuthority('imports.read')")
  ImportView get(@PathVariable UUID id) {
    return ImportView.of(startingImport.get(id));
  }

  /** A question: it is posted because a thousand ids do not fit into an address. */
  @PostMapping("/summary")
  @NotAudited("a question: answers with counts")
  @PreAuthorize("hasAuthority('imports.read')")
  ImportSummaryView sum(@RequestBody SummedImports body) {
    return ImportSummaryView.of(summingImports.sum(body.ids()));
  }

  @PostMapping("/{id}/cancel")
  @Audited(action = "imports.cancel", object = "import")
  @PreAuthorize("hasAuthority('imports.write')")
  ImportView cancel(@PathVariable UUID id) {
    return ImportView.of(startingImport.cancel(id));
  }

  @PostMapping("/{id}/replay")
  @Audited(action = "imports.replay", object = "import")
  @PreAuthorize("hasAuthority('imports.write')")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ImportView replay(
      @PathVariable UUID id,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody Replay body) {
    return requests.once(
        "import.replay",
        key,
        new ReplayOf(id, body),
        ImportView.class,
        () -> ImportView.of(startingImport.replay(id, body.mapping())));
  }

  private record ReplayOf(UUID id, Replay replay) {}

  /**
   * What is still in quarantine, as a file that can be mended and imported: with values in clear,
   * so for those alone who may import such a file.
   */
  @GetMapping("/{id}/rejected.csv")
  @Audited(action = "imports.download-rejected", kind = AuditKind.EXPORT, object = "import")
  @PreAuthorize("hasAuthority('imports.write')")
  void rejected(@PathVariable UUID id, HttpServletResponse response) throws IOException {
    var job = startingImport.get(id);
    audit.recordRequestNow(); // nothing leaves without its record
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejected-" + id + ".csv\"");
    // Excel takes a file for UTF-8 by its byte order mark only.
    response.getOutputStream().write("\uFEFF".getBytes(StandardCharsets.UTF_8));
    try (var csv = CsvWriter.builder().build(response.getOutputStream(), StandardCharsets.UTF_8)) {
      write(job, csv);
    }
  }

  private void write(ImportJob job, CsvWriter csv) {
    var upload = uploads.get(job.uploadId());
    int columns = upload.layout().columns().size();
    var header = new ArrayList<>(upload.layout().columns());
    header.add("line");
    header.add("reason");
    csv.writeRecord(header);
    jobs.forEachQuarantined(
        job.jobNo(),
        upload.key(),
        (line, reason, cells) -> {
          var row = new ArrayList<>(cells.subList(0, Math.min(cells.size(), columns)));
          while (row.size() < columns) {
            row.add("");
          }
          row.add(String.valueOf(line));
          row.add(reason);
          csv.writeRecord(row);
        });
  }

  private static int jobNo(String part) {
    try {
      return Integer.parseInt(part);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE; // somebody made it up: the first page
    }
  }
}
