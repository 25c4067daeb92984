package io.quanyu.learn.dashboard.web;

import io.quanyu.learn.dashboard.Overview;
import io.quanyu.learn.dashboard.Overviews;
import io.quanyu.platform.web.Expensive;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.platform.web.WebProblem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PreAuthorize("hasAuthority('" + Permission.OVERVIEW_READ + "')")
class OverviewController {

  private static final int DAYS_MIN = 7;
  private static final int DAYS_MAX = 366;

  private final Overviews overviews;

  OverviewController(Overviews overviews) {
    this.overviews = overviews;
  }

  /** Key figures of the last days beside the same number of days before. */
  @Expensive
  @GetMapping("/api/overview")
  Overview overview(
      @RequestParam(required = false) @Nullable String currency,
      @RequestParam(defaultValue = "90") int days) {
    if (days < DAYS_MIN || days > DAYS_MAX) {
      throw refused("days", "must be from " + DAYS_MIN + " to " + DAYS_MAX);
    }
    if (currency != null && !currency.matches("[A-Z]{3}")) {
      throw refused("currency", "must be three capital letters, such as CNY");
    }
    return overviews.of(Optional.ofNullable(currency), days);
  }

  private static ProblemException refused(String field, String detail) {
    return new ProblemException(
        WebProblem.REQUEST_MALFORMED,
        "A parameter is wrong.",
        List.of(new FieldError(field, detail)));
  }
}
