package io.quanyu.know.portrait.web;

import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.Audited;
import io.quanyu.know.portrait.CustomerPortrait;
import io.quanyu.know.portrait.CustomerSummary;
import io.quanyu.know.portrait.TimelineEntry;
import io.quanyu.know.portrait.internal.ListingCustomers;
import io.quanyu.know.portrait.internal.ListingCustomers.Filter;
import io.quanyu.know.portrait.internal.ListingCustomers.Sort;
import io.quanyu.know.portrait.internal.PortrayingCustomer;
import io.quanyu.know.portrait.internal.TellingTimeline;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PreAuthorize("hasAuthority('" + Permission.CUSTOMERS_READ + "')")
class CustomerController {

  private static final int QUERY_CHARS_MAX = 100;
  private static final int TAGS_MAX = 10;

  private final ListingCustomers listing;
  private final PortrayingCustomer portraying;
  private final TellingTimeline timeline;

  CustomerController(
      ListingCustomers listing, PortrayingCustomer portraying, TellingTimeline timeline) {
    this.listing = listing;
    this.portraying = portraying;
    this.timeline = timeline;
  }

  @GetMapping("/api/customers")
  @Audited(action = "customers.list", kind = AuditKind.VIEW, object = "customer")
  Page<CustomerSummary> list(
      @RequestParam(required = false) @Nullable String query,
      @RequestParam(required = false) @Nullable List<String> tag,
      @RequestParam(required = false) @Nullable UUID segmentId,
      @RequestParam(defaultValue = "newest") String sort,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    var tags = tag == null ? List.<String>of() : tag;
    if (query != null && query.length() > QUERY_CHARS_MAX) {
      throw refused("query", "must be at most " + QUERY_CHARS_MAX + " characters");
    }
    if (tags.size() > TAGS_MAX) {
      throw refused("tag", "must be given at most " + TAGS_MAX + " times");
    }
    return listing.list(
        new Filter(query == null || query.isBlank() ? null : query, tags, segmentId),
        sort(sort),
        PageRequest.of(cursor, limit, ListingCustomers.CURSOR_PARTS));
  }

  @GetMapping("/api/customers/{id}")
  @Audited(action = "customers.view", kind = AuditKind.VIEW, object = "customer")
  CustomerPortrait get(@PathVariable UUID id) {
    return portraying.portray(id);
  }

  @GetMapping("/api/customers/{id}/timeline")
  @Audited(action = "customers.timeline", kind = AuditKind.VIEW, object = "customer")
  Page<TimelineEntry> timeline(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return timeline.list(
        portraying.get(id).customerNo(),
        PageRequest.of(cursor, limit, TellingTimeline.CURSOR_PARTS));
  }

  private static Sort sort(String sort) {
    return switch (sort) {
      case "newest" -> Sort.NEWEST;
      case "last_order" -> Sort.LAST_ORDER;
      default -> throw refused("sort", "must be newest or last_order");
    };
  }

  private static ProblemException refused(String field, String detail) {
    return new ProblemException(
        WebProblem.REQUEST_MALFORMED,
        "A parameter is wrong.",
        List.of(new FieldError(field, detail)));
  }
}
