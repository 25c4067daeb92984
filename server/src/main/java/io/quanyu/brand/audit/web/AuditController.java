package io.quanyu.brand.audit.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.quanyu.brand.audit.AuditAlarm;
import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.AuditOutcome;
import io.quanyu.brand.audit.AuditTrail;
import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.brand.audit.ChainState;
import io.quanyu.brand.audit.RateWatch;
import io.quanyu.brand.audit.internal.EntryFilter;
import io.quanyu.brand.audit.internal.ListingEntries;
import io.quanyu.brand.audit.internal.StoredEntry;
import io.quanyu.brand.audit.internal.VerifyingChain;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/audit")
@PreAuthorize("hasAuthority('" + Permission.AUDIT_READ + "')")
class AuditController {

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private final ListingEntries listing;
  private final VerifyingChain verifying;
  private final RateWatch watch;
  private final AuditTrail trail;
  private final JsonMapper mapper;
  private final Clock clock;

  AuditController(
      ListingEntries listing,
      VerifyingChain verifying,
      RateWatch watch,
      AuditTrail trail,
      JsonMapper mapper,
      Clock clock) {
    this.listing = listing;
    this.verifying = verifying;
    this.watch = watch;
    this.trail = trail;
    this.mapper = mapper;
    this.clock = clock;
  }

  /**
   * An entry of the trail.
   *
   * @param actor username; {@code local} for the command line, {@code -} for nobody signed in
   * @param requestId the same for the entries of one request
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AuditedAction(
      UUID id,
      Instant at,
      String actor,
      AuditKind kind,
      String action,
      @Nullable String objectKind,
      @Nullable String objectId,
      AuditOutcome outcome,
      @Nullable String reason,
      @Nullable String sourceIp,
      @Nullable String userAgent,
      Map<String, String> details,
      UUID requestId) {}

  @GetMapping("/entries")
  Page<AuditedAction> list(
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String action,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String outcome,
      @RequestParam(required = false) @Nullable String objectKind,
      @RequestParam(required = false) @Nullable String objectId,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant until,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    var filter = new EntryFilter(actor, action, kind, outcome, objectKind, objectId, from, until);
    var page = listing.list(filter, PageRequest.of(cursor, limit, ListingEntries.CURSOR_PARTS));
    return new Page<>(page.items().stream().map(this::shown).toList(), page.nextCursor(), null);
  }

  private AuditedAction shown(StoredEntry entry) {
    return new AuditedAction(
        entry.entryId(),
        entry.occurredAt(),
        entry.actor(),
        AuditKind.ofCode(entry.kind()),
        entry.action(),
        entry.objectKind(),
        entry.objectId(),
        AuditOutcome.ofCode(entry.outcome()),
        entry.reason(),
        entry.sourceIp(),
        entry.userAgent(),
        mapper.readValue(entry.details(), DETAILS),
        entry.requestId());
  }

  /** The same entries as a file that names who took it, when, and what was asked for. */
  @GetMapping("/entries.csv")
  @Audited(action = "audit.export", kind = AuditKind.EXPORT, object = "audit")
  void export(
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String action,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String outcome,
      @RequestParam(required = false) @Nullable String objectKind,
      @RequestParam(required = false) @Nullable String objectId,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant until,
      HttpServletResponse response)
      throws IOException {
    var filter = new EntryFilter(actor, action, kind, outcome, objectKind, objectId, from, until);
    var exporter = Caller.current().username();
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    AuditedRequest.detail("filter", cut(filter.words()));
    trail.recordRequestNow(); // nothing leaves without its record
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"audit-%s-%s.csv\""
            .formatted(exporter.replaceAll("[^A-Za-z0-9._-]", "_"), FILE_TIME.format(now)));
    // Excel takes a file for UTF-8 by its byte order mark only.
    response.getOutputStream().write("\uFEFF".getBytes(StandardCharsets.UTF_8));
    try (var csv = CsvWriter.builder().build(response.getOutputStream(), StandardCharsets.UTF_8)) {
      csv.writeRecord(
          "# Exported by %s at %s: %s; at most %d entries"
              .formatted(exporter, now, filter.words(), ListingEntries.EXPORTED_MAX));
      csv.writeRecord(
          "at",
          "actor",
          "kind",
          "action",
          "object_kind",
          "object_id",
          "outcome",
          "reason",
          "source_ip",
          "user_agent",
          "details",
          "entry_id",
          "request_id");
      listing.forEach(filter, entry -> write(csv, entry));
    }
  }

  private static void write(CsvWriter csv, StoredEntry entry) {
    csv.writeRecord(
        entry.occurredAt().toString(),
        safe(entry.actor()),
        entry.kind(),
        entry.action(),
        safe(entry.objectKind()),
        safe(entry.objectId()),
        entry.outcome(),
        safe(entry.reason()),
        safe(entry.sourceIp()),
        safe(entry.userAgent()),
        safe(entry.details()),
        entry.entryId().toString(),
        entry.requestId().toString());
  }

  /** A text that a spreadsheet would take for a formula begins with an apostrophe. */
  private static String safe(@Nullable String text) {
    if (text == null) {
      return "";
    }
    return text.length() > 1 && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), 500));
  }

  @GetMapping("/chain")
  ChainState chain() {
    return verifying.state();
  }

  /** Checks every block and entry now. */
  @PostMapping("/chain/verify")
  @Audited(action = "audit.verify", object = "audit")
  ChainState.Verification verify() {
    var found = verifying.verify();
    AuditedRequest.detail("breaches", found.breaches().size());
    return found;
  }

  @GetMapping("/alarms")
  Page<AuditAlarm> alarms(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return watch.alarms(PageRequest.of(cursor, limit, RateWatch.CURSOR_PARTS));
  }
}
