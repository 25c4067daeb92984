package io.quanyu.reach.message.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.brand.audit.AuditKind;
import io.quanyu.brand.audit.Audited;
import io.quanyu.know.identity.KnownCustomers;
import io.quanyu.know.portrait.CustomerNames;
import io.quanyu.know.portrait.NamedCustomer;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.Permission;
import io.quanyu.reach.message.LoggedMessage;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.MessageState;
import io.quanyu.reach.message.internal.ListingMessages;
import io.quanyu.reach.message.internal.LogSql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PreAuthorize("hasAuthority('" + Permission.MESSAGES_READ + "')")
class MessageController {

  private static final String BROADCAST = "broadcast";
  private static final int CURSOR_PARTS = 2;

  private final ListingMessages log;
  private final KnownCustomers customers;
  private final CustomerNames names;

  MessageController(ListingMessages log, KnownCustomers customers, CustomerNames names) {
    this.log = log;
    this.customers = customers;
    this.names = names;
  }

  /**
   * What caused a message.
   *
   * @param kind {@code broadcast}; other kinds are shown as they are
   */
  record Source(String kind, UUID id) {}

  /**
   * One message.
   *
   * @param at when it was begun, or will be at the earliest
   * @param sender the guide by whom it goes, in the channel's own ids; left out where the brand
   *     sends
   * @param reason why it failed, was refused, is unknown or was cancelled
   * @param text as written, variables not filled in
   * @param receivedAt when it reached the customer, by the vendor's clock
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Message(
      Instant at,
      NamedCustomer customer,
      String channel,
      @Nullable String sender,
      Source source,
      MessageState state,
      @Nullable String reason,
      String text,
      @Nullable Instant receivedAt) {}

  /** Messages, those of the latest calls first. */
  @GetMapping("/api/messages")
  @Audited(action = "messages.list", kind = AuditKind.VIEW, object = "customer")
  Page<Message> list(
      @RequestParam(required = false) @Nullable UUID customerId,
      @RequestParam(required = false) @Nullable UUID broadcastId,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    var request = PageRequest.of(cursor, limit, CURSOR_PARTS);
    List<Integer> customerNos = List.of();
    if (customerId != null) {
      var customer = customers.find(customerId);
      if (customer.isEmpty()) {
        return new Page<>(List.of(), null, null);
      }
      customerNos = customers.numbersOf(customer.get().customerNo());
    }
    var filter =
        new LogSql.Filter(
            customerNos,
            Optional.ofNullable(broadcastId).map(id -> new MessageSource(BROADCAST, id)),
            Optional.ofNullable(channel),
            Filters.word("state", state, MessageState.values(), MessageState::code));
    var after =
        request
            .after()
            .map(last ->
                new LogSql.After(Filters.number(last.part(0)), (int) Filters.number(last.part(1))));
    var page =
        Page.of(
            log.page(filter, after, request.rows()),
            request,
            null,
            last -> Cursor.after(last.dispatchNo(), last.customerNo()));
    var present =
        customers.presentOf(
            page.items().stream().map(LoggedMessage::customerNo).collect(Collectors.toSet()));
    var named = names.of(Set.copyOf(present.values()));
    return new Page<>(
        page.items().stream()
            .map(one ->
                message(one, present.getOrDefault(one.customerNo(), one.customerNo()), named))
            .toList(),
        page.nextCursor(),
        null);
  }

  private static Message message(
      LoggedMessage one, int customerNo, Map<Integer, NamedCustomer> named) {
    return new Message(
        one.at(),
        named.getOrDefault(customerNo, new NamedCustomer(null, customerNo, null)),
        one.channel(),
        one.sender().isEmpty() ? null : one.sender(),
        new Source(one.source().kind(), one.source().id()),
        one.state(),
        one.reason().orElse(null),
        one.text(),
        one.receivedAt().orElse(null));
  }
}
