package io.quanyu.brand.organisation.web;

import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.brand.organisation.People;
import io.quanyu.brand.organisation.Person;
import io.quanyu.brand.organisation.PersonDraft;
import io.quanyu.brand.organisation.Post;
import io.quanyu.brand.organisation.PostDraft;
import io.quanyu.platform.web.IdempotentRequests;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.VersionTag;
import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
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
@RequestMapping("/api/organisation")
@PreAuthorize("hasAuthority('" + Permission.ORGANISATION_READ + "')")
class PeopleController {

  private static final String MAY_WRITE = "hasAuthority('" + Permission.ORGANISATION_WRITE + "')";

  private final People people;
  private final IdempotentRequests requests;

  PeopleController(People people, IdempotentRequests requests) {
    this.people = people;
    this.requests = requests;
  }

  /**
   * When a post ends.
   *
   * @param from the first day without it; null: today
   */
  record EndRequest(@Nullable LocalDate from) {}

  /** The post and the person who is to have it: a key belongs to both. */
  record PostOfPerson(UUID personId, PostDraft post) {}

  @GetMapping("/people")
  Page<Person> list(
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return people.list(q, PageRequest.of(cursor, limit, People.LIST_CURSOR_PARTS));
  }

  @PostMapping("/people")
  @Audited(action = "organisation.add-person", object = "person")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Person> create(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody PersonDraft draft) {
    var created =
        requests.once(
            "person.create",
            key,
            draft,
            Person.class,
            () -> AuditedRequest.made(people.create(draft), Person::id));
    return ResponseEntity.created(URI.create("/api/organisation/people/" + created.id()))
        .eTag(VersionTag.of(created.version()))
        .body(created);
  }

  @GetMapping("/people/{id}")
  ResponseEntity<Person> get(@PathVariable UUID id) {
    return withEtag(people.get(id));
  }

  @PutMapping("/people/{id}")
  @Audited(action = "organisation.change-person", object = "person")
  @PreAuthorize(MAY_WRITE)
  ResponseEntity<Person> replace(
      @PathVariable UUID id,
      @RequestHeader("If-Match") String ifMatch,
      @RequestBody PersonDraft draft) {
    return withEtag(people.replace(id, VersionTag.read(ifMatch), draft));
  }

  @GetMapping("/people/{id}/posts")
  Page<Post> postsOf(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return people.postsOf(id, PageRequest.of(cursor, limit, People.POSTS_CURSOR_PARTS));
  }

  @PostMapping("/people/{id}/posts")
  @Audited(action = "organisation.give-post", object = "person")
  @PreAuthorize(MAY_WRITE)
  @ResponseStatus(HttpStatus.CREATED)
  Post addPost(
      @PathVariable UUID id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody PostDraft draft) {
    return requests.once(
        "post.create", key, new PostOfPerson(id, draft), Post.class, () -> people.add(id, draft));
  }

  @PostMapping("/posts/{id}/end")
  @Audited(action = "organisation.end-post", object = "post")
  @PreAuthorize(MAY_WRITE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable UUID id, @RequestBody EndRequest when) {
    people.end(id, when.from());
  }

  @GetMapping("/units/{id}/people")
  Page<Post> at(
      @PathVariable UUID id,
      @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate date,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return people.at(id, date, PageRequest.of(cursor, limit, People.UNIT_CURSOR_PARTS));
  }

  private static ResponseEntity<Person> withEtag(Person person) {
    return ResponseEntity.ok().eTag(VersionTag.of(person.version())).body(person);
  }
}
