package io.quanyu.know.consent.web;

import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.know.consent.Purpose;
import io.quanyu.know.consent.PurposeDraft;
import io.quanyu.know.consent.PurposeText;
import io.quanyu.know.consent.internal.ChangingPurposes;
import io.quanyu.know.consent.internal.PurposeStore;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.IdempotentRequests;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.VersionTag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/consent/purposes")
@PreAuthorize("hasAuthority('" + Permission.CONSENT_READ + "')")
class PurposeController {

  private static final String MAY_CHANGE = "hasAuthority('" + Permission.PRIVACY_MANAGE + "')";
  private static final int TEXT_LENGTH_MAX = 4_000;

  /** Texts that are listed of one purpose: one a week for some years. */
  private static final int TEXTS_MAX = 200;

  private final PurposeStore store;
  private final ChangingPurposes changing;
  private final IdempotentRequests requests;

  PurposeController(PurposeStore store, ChangingPurposes changing, IdempotentRequests requests) {
    this.store = store;
    this.changing = changing;
    this.requests = requests;
  }

  /** A text to be published, in both languages. */
  record TextDraft(String textZh, String textEn) {
    // Jackson hands a missing component over as null, whatever the type says.
    @SuppressWarnings({"NullAway", "ConstantValue"})
    TextDraft {
      textZh = textZh == null ? "" : textZh.strip();
      textEn = textEn == null ? "" : textEn.strip();
      for (var text : List.of(textZh, textEn)) {
        if (text.isEmpty() || text.length() > TEXT_LENGTH_MAX) {
          throw new IllegalArgumentException(
              "textZh and textEn must have 1 to " + TEXT_LENGTH_MAX + " characters");
        }
      }
    }
  }

  /** All purposes: the program's own, then the brand's. */
  @GetMapping
  List<Purpose> list() {
    return List.copyOf(store.all().values());
  }

  @PostMapping
  @Audited(action = "purposes.create", object = "purpose")
  @PreAuthorize(MAY_CHANGE)
  ResponseEntity<Purpose> create(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody PurposeDraft draft) {
    var created =
        requests.once(
            "purpose.create",
            key,
            draft,
            Purpose.class,
            () -> AuditedRequest.made(changing.create(draft), Purpose::code));
    return ResponseEntity.created(URI.create("/api/consent/purposes/" + created.code()))
        .eTag(VersionTag.of(created.version()))
        .body(created);
  }

  @PutMapping("/{code}")
  @Audited(action = "purposes.change", object = "purpose")
  @PreAuthorize(MAY_CHANGE)
  ResponseEntity<Purpose> change(
      @PathVariable String code,
      @RequestHeader("If-Match") String ifMatch,
      @RequestBody PurposeDraft draft) {
    AuditedRequest.about("purpose", code);
    var changed = changing.change(code, VersionTag.read(ifMatch), draft);
    return ResponseEntity.ok().eTag(VersionTag.of(changed.version())).body(changed);
  }

  /** All texts that were ever published, latest first. */
  @GetMapping("/{code}/texts")
  List<PurposeText> texts(@PathVariable String code) {
    changing.get(code);
    return store.texts(code, TEXTS_MAX);
  }

  /** Publishes a text: from now on it is what customers are asked. */
  @PostMapping("/{code}/texts")
  @Audited(action = "purposes.publish-text", object = "purpose")
  @PreAuthorize(MAY_CHANGE)
  PurposeText publish(
      @PathVariable String code,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody TextDraft draft) {
    AuditedRequest.about("purpose", code);
    return requests.once(
        "purpose-text.publish",
        key,
        List.of(code, draft),
        PurposeText.class,
        () -> changing.publish(code, draft.textZh(), draft.textEn(), Caller.current().username()));
  }
}
