package io.quanyu.reach.message.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.portrait.CustomerNames;
import io.quanyu.know.portrait.NamedCustomer;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.message.MessageProblem;
import io.quanyu.reach.message.SuppressionReason;
import io.quanyu.reach.message.Suppressions;
import io.quanyu.reach.message.internal.Channels;
import io.quanyu.reach.message.internal.SuppressionSql;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/suppressions")
@PreAuthorize("hasAuthority('" + Permission.BROADCASTS_READ + "')")
class SuppressionController {

  private static final String MAY_WRITE = "hasAuthority('" + Permission.BROADCASTS_WRITE + "')";

  private final SuppressionSql sql;
  private final Suppressions suppressions;
  private final Channels channels;
  private final KnownCustomers customers;
  private final CustomerNames names;
  private final Clock clock;

  SuppressionController(
      SuppressionSql sql,
      Suppressions suppressions,
      Channels channels,
      KnownCustomers customers,
      CustomerNames names,
      Clock clock) {
    this.sql = sql;
    this.suppressions = suppressions;
    this.channels = channels;
    this.customers = customers;
    this.names = names;
    this.clock = clock;
  }

  /**
   * An address that must not be used.
   *
   * @param customer who holds it; left out if nobody does
   * @param at since when
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Suppression(
      long id,
      @Nullable NamedCustomer customer,
      String channel,
      SuppressionReason reason,
      Instant at) {}

  record SuppressionDraft(UUID customerId, String channel, SuppressionReason reason) {}

  /**
   * How many addresses were added.
   *
   * @param added 0 if they all were before
   */
  record Added(int added) {}

  /** Suppressed addresses, latest entry first. */
  @GetMapping
  @Audited(action = "suppressions.list", kind = AuditKind.VIEW, object = "customer")
  Page<Suppression> list(
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    var request = PageRequest.of(cursor, limit, 1);
    long beforeNo =
        request.after().map(last -> Filters.number(last.part(0))).orElse(Long.MAX_VALUE);
    var rows =
        sql.list(
            Optional.ofNullable(channel),
            Filters.word("reason", reason, SuppressionReason.values(), SuppressionReason::code),
            beforeNo,
            request.rows());
    var page = Page.of(rows, request, null, last -> Cursor.after(last.suppressionNo()));
    var identifiers = page.items().stream().map(SuppressionSql.Suppression::identifier).toList();
    var holders =
        identifiers.isEmpty() ? Map.<UUID, Integer>of() : customers.holdersOf(identifiers);
    var named = names.of(new HashSet<>(holders.values()));
    return new Page<>(
        page.items().stream()
            .map(row -> {
              var holder = holders.get(row.identifier());
              return new Suppression(
                  row.suppressionNo(),
                  holder == null ? null : named.get(holder),
                  row.channel(),
                  row.reason(),
                  row.at());
            })
            .toList(),
        page.nextCursor(),
        null);
  }

  /** Suppresses every address that a customer has on the channel. May be repeated. */
  @PostMapping
  @Audited(action = "suppressions.add", object = "customer")
  @PreAuthorize(MAY_WRITE)
  Added add(@RequestBody SuppressionDraft draft) {
    var errors = new ArrayList<FieldError>();
    var channel = draft.channel() == null ? Optional.empty() : channels.find(draft.channel());
    if (channel.isEmpty()) {
      errors.add(new FieldError("channel", "must be the code of a channel"));
    }
    if (draft.reason() == null) {
      errors.add(new FieldError("reason", "must be complaint or dead_number"));
    }
    var customer =
        draft.customerId() == null ? Optional.<Integer>empty() : find(draft.customerId());
    if (customer.isEmpty()) {
      errors.add(new FieldError("customerId", "must be the id of a customer"));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          MessageProblem.SUPPRESSION_INVALID,
          "Correct the fields that are named.",
          List.copyOf(errors));
    }
    AuditedRequest.about("customer", draft.customerId());
    AuditedRequest.detail("channel", draft.channel());
    var customerNos = List.of(customer.orElseThrow());
    if (!suppressions.hasAddress(draft.channel(), customerNos)) {
      throw new ProblemException(
          MessageProblem.SUPPRESSION_WITHOUT_ADDRESS,
          "There is nothing to suppress: nothing can be sent to her over this channel.");
    }
    return new Added(
        suppressions.addCustomers(draft.channel(), customerNos, draft.reason(), clock.instant()));
  }

  private Optional<Integer> find(UUID customerId) {
    return customers.find(customerId).map(customer -> customer.customerNo());
  }

  /** Lets an address be used again. */
  @DeleteMapping("/{id}")
  @Audited(action = "suppressions.delete", object = "suppression")
  @PreAuthorize(MAY_WRITE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable long id) {
    if (!sql.delete(id)) {
      throw new ProblemException(
          MessageProblem.SUPPRESSION_NOT_FOUND,
          "Somebody else may have removed it. Read the list again.");
    }
  }
}
