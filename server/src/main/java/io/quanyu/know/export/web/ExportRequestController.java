package io.quanyu.know.export.web;

import io.quanyu.brand.audit.Audited;
import io.quanyu.know.export.Export;
import io.quanyu.know.export.internal.DecidingExports;
import io.quanyu.know.export.internal.ListingExports;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exports of everybody, for those who allow or refuse them. */
@RestController
@RequestMapping("/api/export-requests")
@PreAuthorize("hasAuthority('" + Permission.EXPORTS_APPROVE + "')")
class ExportRequestController {

  private static final int NOTE_CHARS_MAX = 200;

  private final DecidingExports deciding;
  private final ListingExports listing;

  ExportRequestController(DecidingExports deciding, ListingExports listing) {
    this.deciding = deciding;
    this.listing = listing;
  }

  /**
   * A word to the requester.
   *
   * @param note may be left out
   */
  record Approval(@Nullable String note) {
    Approval {
      note = note == null || note.isBlank() ? null : checked(note);
    }
  }

  /** Why not. */
  record Refusal(String note) {
    // Jackson hands a missing component over as null, whatever the type says.
    @SuppressWarnings({"NullAway", "ConstantValue"})
    Refusal {
      if (note == null || note.isBlank()) {
        throw new IllegalArgumentException("note is missing");
      }
      note = checked(note);
    }
  }

  private static String checked(String note) {
    var text = note.strip();
    if (text.length() > NOTE_CHARS_MAX) {
      throw new IllegalArgumentException("note has at most " + NOTE_CHARS_MAX + " characters");
    }
    return text;
  }

  /**
   * Latest first.
   *
   * @param state of it alone; left out: all
   */
  @GetMapping
  Page<Export> list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return listing.all(
        state == null ? null : ListingExports.state(state),
        PageRequest.of(cursor, limit, ListingExports.CURSOR_PARTS));
  }

  @PostMapping("/{id}/approve")
  @Audited(action = "exports.approve", object = "export")
  Export approve(@PathVariable UUID id, @RequestBody Approval approval) {
    return deciding.approve(Caller.current(), id, approval.note());
  }

  @PostMapping("/{id}/refuse")
  @Audited(action = "exports.refuse", object = "export")
  Export refuse(@PathVariable UUID id, @RequestBody Refusal refusal) {
    return deciding.refuse(Caller.current(), id, refusal.note());
  }
}
