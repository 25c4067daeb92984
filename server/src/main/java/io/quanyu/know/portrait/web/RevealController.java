package io.quanyu.know.portrait.web;

import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.Audited;
import io.quanyu.know.portrait.RevealField;
import io.quanyu.know.portrait.RevealReason;
import io.quanyu.know.portrait.RevealedValues;
import io.quanyu.know.portrait.internal.RevealingValues;
import io.quanyu.platform.web.Caller;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RevealController {

  private static final int NOTE_CHARS_MIN = 4;
  private static final int NOTE_CHARS_MAX = 200;

  private final RevealingValues revealing;

  RevealController(RevealingValues revealing) {
    this.revealing = revealing;
  }

  /**
   * What to show and why.
   *
   * @param note in the caller's words
   */
  record RevealRequest(Set<RevealField> fields, RevealReason reason, String note) {
    // Jackson hands a missing component over as null, whatever the type says.
    @SuppressWarnings({"NullAway", "ConstantValue"})
    RevealRequest {
      if (fields == null || fields.isEmpty() || fields.contains(null)) {
        throw new IllegalArgumentException("fields must name at least one value");
      }
      if (reason == null) {
        throw new IllegalArgumentException("reason is missing");
      }
      note = note == null ? "" : note.replaceAll("\\p{Cntrl}", " ").strip();
      if (note.length() < NOTE_CHARS_MIN || note.length() > NOTE_CHARS_MAX) {
        throw new IllegalArgumentException("note must have 4 to 200 characters");
      }
    }
  }

  @PostMapping("/api/customers/{id}/reveal")
  @Audited(action = RevealingValues.ACTION, kind = AuditKind.REVEAL, object = "customer")
  @PreAuthorize("hasAuthority('customers.read') and hasAuthority('customers.reveal')")
  ResponseEntity<RevealedValues> reveal(@PathVariable UUID id, @RequestBody RevealRequest body) {
    var revealed =
        revealing.reveal(Caller.current(), id, body.fields(), body.reason(), body.note());
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(revealed);
  }
}
