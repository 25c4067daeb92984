package io.quanyu.reach.broadcast.web;

import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.Audited;
import io.quanyu.platform.web.Expensive;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import io.quanyu.reach.broadcast.BroadcastResults;
import io.quanyu.reach.broadcast.BroadcastTrace;
import io.quanyu.reach.broadcast.EffectReport;
import io.quanyu.reach.broadcast.Guide;
import io.quanyu.reach.broadcast.internal.ReportingBroadcast;
import io.quanyu.reach.broadcast.internal.TracingCustomer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What came of a broadcast. */
@RestController
@RequestMapping("/api/broadcasts/{id}")
@PreAuthorize(BroadcastController.MAY_READ)
class BroadcastReportController {

  private final ReportingBroadcast reporting;
  private final TracingCustomer tracing;

  BroadcastReportController(ReportingBroadcast reporting, TracingCustomer tracing) {
    this.reporting = reporting;
    this.tracing = tracing;
  }

  @Expensive
  @GetMapping("/results")
  BroadcastResults results(@PathVariable UUID id) {
    return reporting.results(id);
  }

  @Expensive
  @GetMapping("/effect")
  EffectReport effect(@PathVariable UUID id) {
    return reporting.effect(id);
  }

  /** Guides with messages of it, by channel and id. */
  @GetMapping("/guides")
  Page<Guide> guides(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Boolean onlyUnconfirmed,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return reporting.guides(
        id,
        Boolean.TRUE.equals(onlyUnconfirmed),
        PageRequest.of(cursor, limit, ReportingBroadcast.GUIDE_CURSOR_PARTS));
  }

  /** Why one customer got it or did not. */
  @GetMapping("/trace")
  @Audited(action = "broadcasts.trace", kind = AuditKind.VIEW, object = "broadcast")
  @PreAuthorize(
      BroadcastController.MAY_READ + " and hasAuthority('" + Permission.CUSTOMERS_READ + "')")
  BroadcastTrace trace(
      @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID customerId) {
    if (customerId == null) {
      throw new ProblemException(
          WebProblem.REQUEST_MALFORMED,
          "A parameter is missing.",
          List.of(new FieldError("customerId", "whose trace?")));
    }
    return tracing.trace(id, customerId);
  }
}
