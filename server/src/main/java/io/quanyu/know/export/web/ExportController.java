package io.quanyu.know.export.web;

import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.NotAudited;
import io.quanyu.know.export.Export;
import io.quanyu.know.export.ExportDraft;
import io.quanyu.know.export.ExportEstimate;
import io.quanyu.know.export.internal.AskingForExport;
import io.quanyu.know.export.internal.DownloadingExport;
import io.quanyu.know.export.internal.ListingExports;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Expensive;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own exports. */
@RestController
@RequestMapping("/api/exports")
@PreAuthorize(ExportController.MAY_CREATE)
class ExportController {

  static final String MAY_CREATE = "hasAuthority('" + Permission.EXPORTS_CREATE + "')";
  private static final String MAY_CHOOSE =
      MAY_CREATE
          + " and hasAuthority('"
          + Permission.CUSTOMERS_READ
          + "') and hasAuthority('"
          + Permission.SEGMENTS_READ
          + "')";
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").withZone(ZoneOffset.UTC);

  private final AskingForExport asking;
  private final DownloadingExport downloading;
  private final ListingExports listing;

  ExportController(AskingForExport asking, DownloadingExport downloading, ListingExports listing) {
    this.asking = asking;
    this.downloading = downloading;
    this.listing = listing;
  }

  /** How many customers a request would hold, and whether somebody must allow it. */
  @Expensive
  @PostMapping("/estimate")
  @NotAudited("counts customers, shows none")
  @PreAuthorize(MAY_CHOOSE)
  ExportEstimate estimate(@RequestBody ExportDraft draft) {
    return asking.estimate(draft);
  }

  @Expensive
  @PostMapping
  @Audited(action = "exports.request", object = "export")
  @PreAuthorize(MAY_CHOOSE)
  ResponseEntity<Export> ask(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody ExportDraft draft) {
    var export = asking.ask(Caller.current(), key, draft);
    return ResponseEntity.created(URI.create("/api/exports/" + export.id())).body(export);
  }

  /** Latest first. */
  @GetMapping
  Page<Export> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return listing.own(
        Caller.current(), PageRequest.of(cursor, limit, ListingExports.CURSOR_PARTS));
  }

  @GetMapping("/{id}")
  Export get(@PathVariable UUID id) {
    return asking.own(Caller.current(), id);
  }

  @PostMapping("/{id}/cancel")
  @Audited(action = "exports.cancel", object = "export")
  Export cancel(@PathVariable UUID id) {
    return asking.cancel(Caller.current(), id);
  }

  /** The file; its name tells who took it and which export it is. */
  @GetMapping("/{id}/file")
  @Audited(action = "exports.download", kind = AuditKind.EXPORT, object = "export")
  @PreAuthorize(MAY_CREATE + " and hasAuthority('" + Permission.CUSTOMERS_READ + "')")
  void download(@PathVariable UUID id, HttpServletResponse response) throws IOException {
    var download = downloading.open(Caller.current(), id);
    try (var bytes = download.bytes()) {
      response.setContentType("text/csv;charset=UTF-8");
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION,
          "attachment; filename=\"" + fileName(download.export()) + "\"");
      bytes.transferTo(response.getOutputStream());
    }
  }

  private static String fileName(Export export) {
    var readyAt = export.readyAt();
    return "customers-%s-%s-%s.csv"
        .formatted(
            export.requestedBy().replaceAll("[^A-Za-z0-9._-]", "_"),
            FILE_TIME.format(readyAt == null ? Instant.EPOCH : readyAt),
            export.id());
  }
}
