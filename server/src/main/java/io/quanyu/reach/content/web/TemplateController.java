package io.quanyu.reach.content.web;

import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.brand.audit.NotAudited;
import io.quanyu.platform.web.IdempotentRequests;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.VersionTag;
import io.quanyu.reach.content.MessagePreview;
import io.quanyu.reach.content.MessageTemplate;
import io.quanyu.reach.content.MessageTemplateDraft;
import io.quanyu.reach.content.MessageWords;
import io.quanyu.reach.content.Templates;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/message-templates")
@PreAuthorize(TemplateController.MAY_READ)
class TemplateController {

  static final String MAY_READ = "hasAuthority('" + Permission.BROADCASTS_READ + "')";
  private static final String MAY_WRITE = "hasAuthority('" + Permission.BROADCASTS_WRITE + "')";

  private final Templates templates;
  private final IdempotentRequests requests;

  TemplateController(Templates templates, IdempotentRequests requests) {
    this.templates = templates;
    this.requests = requests;
  }

  /** Templates, last changed first. */
  @GetMapping
  Page<MessageTemplate> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return templates.list(PageRequest.of(cursor, limit, Templates.CURSOR_PARTS));
  }

  @PostMapping
  @Audited(action = "templates.create", object = "template")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<MessageTemplate> create(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody MessageTemplateDraft draft) {
    var created =
        requests.once(
            "template.create",
            key,
            draft,
            MessageTemplate.class,
            () -> AuditedRequest.made(templates.create(draft), MessageTemplate::id));
    return ResponseEntity.created(URI.create("/api/message-templates/" + created.id()))
        .eTag(VersionTag.of(created.version()))
        .body(created);
  }

  @GetMapping("/{id}")
  ResponseEntity<MessageTemplate> get(@PathVariable UUID id) {
    return withEtag(templates.get(id));
  }

  @PutMapping("/{id}")
  @Audited(action = "templates.change", object = "template")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<MessageTemplate> replace(
      @PathVariable UUID id,
      @RequestHeader("If-Match") String ifMatch,
      @RequestBody MessageTemplateDraft draft) {
    return withEtag(templates.replace(id, VersionTag.read(ifMatch), draft));
  }

  @DeleteMapping("/{id}")
  @Audited(action = "templates.delete", object = "template")
  @PreAuthorize(MAY_WRITE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id) {
    templates.delete(id);
  }

  /** What is wrong with the words is the answer here, not a refusal. */
  @PostMapping("/preview")
  @NotAudited("a question: shows a text with made-up values")
  MessagePreview preview(@RequestBody MessageWords words) {
    return templates.preview(words);
  }

  private static ResponseEntity<MessageTemplate> withEtag(MessageTemplate template) {
    return ResponseEntity.ok().eTag(VersionTag.of(template.version())).body(template);
  }
}
