package io.quanyu.reach.wecom.internal;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.reach.channel.AcceptedCall;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.CallProgress;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.ChannelFeatures;
import io.quanyu.reach.channel.ChannelFeatures.ReceiptsBy;
import io.quanyu.reach.channel.ChannelTerms;
import io.quanyu.reach.channel.ChannelUnavailableException;
import io.quanyu.reach.channel.Receipt;
import io.quanyu.reach.channel.Redelivery;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import me.chanjar.weixin.cp.bean.external.WxCpMsgTemplate;
import me.chanjar.weixin.cp.bean.external.WxCpMsgTemplateAddResult;
import me.chanjar.weixin.cp.bean.external.contact.WxCpGroupMsgListResult.ExternalContactGroupMsgInfo;
import me.chanjar.weixin.cp.bean.external.contact.WxCpGroupMsgSendResult.ExternalContactGroupMsgSendInfo;
import me.chanjar.weixin.cp.bean.external.contact.WxCpGroupMsgTaskResult.ExternalContactGroupMsgTaskInfo;
import me.chanjar.weixin.cp.bean.external.msg.Attachment;
import me.chanjar.weixin.cp.bean.external.msg.Link;
import me.chanjar.weixin.cp.bean.external.msg.Text;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Bulk messages of WeCom (企业群发): a task for the guide, who must confirm; her customers then get it.
 * WeCom takes no key of ours, but can be asked for what was created, so a call of which no answer
 * is known is looked for by its mark before it is made again.
 */
public final class WecomChannel implements Channel {

  public static final String CODE = "wecom";

  /** Customers in one call (facts 5.3). */
  static final int RECIPIENTS_MAX = 10_000;

  /** Bytes of UTF-8 in a text (facts 5.3). */
  static final int TEXT_BYTES_MAX = 4_000;

  /**
   * 150,000 an hour for one API of a corporation; 10,000 a minute would use it up in 15 minutes.
   */
  static final int CALLS_PER_MINUTE = 2_500;

  /** Beyond WeCom's own time for our database, before and after. */
  private static final Duration OWN_TIME_MAX = Duration.ofSeconds(1);

  /** How far WeCom's clock and ours may differ. */
  private static final Duration SKEW_MAX = Duration.ofMinutes(10);

  private static final int LIST_PAGE = 100;
  private static final int RESULT_PAGE = 1_000;

  /** {@code filter_type}: messages of the corporation and of members. */
  private static final int ALL_MESSAGES = 2;

  private static final String SINGLE = "single";
  private static final int CONFIRMED = 2;
  private static final int SENT = 1;
  private static final int NOT_FRIEND = 2;
  private static final int OVER_QUOTA = 3;

  /** Nobody of the call can be sent to. */
  private static final int NOBODY_TO_SEND = 41048;

  /** The message was taken back before. */
  private static final int CANCELLED = 41093;

  private static final String NOT_A_CONTACT = "not_a_contact";

  /** WeCom names them without a reason; these are the two that there can be. */
  private static final String LEFT_OUT = "not_friend_or_quota";

  private final WecomClients clients;
  private final KeepingContactBook books;
  private final ContactSql sql;
  private final ContactHashes hashes;
  private final Clock clock;

  WecomChannel(
      WecomClients clients,
      KeepingContactBook books,
      ContactSql sql,
      ContactHashes hashes,
      Clock clock) {
    this.clients = clients;
    this.books = books;
    this.sql = sql;
    this.hashes = hashes;
    this.clock = clock;
  }

  @Override
  public String code() {
    return CODE;
  }

  @Override
  public boolean isSetUp() {
    return clients.current().isPresent();
  }

  @Override
  public ChannelTerms terms() {
    return new ChannelTerms(
        Redelivery.LOOK_UP,
        RECIPIENTS_MAX,
        CALLS_PER_MINUTE,
        clients.times().whole().plus(OWN_TIME_MAX),
        clients.times().shownAfter());
  }

  @Override
  public ChannelFeatures features() {
    return new ChannelFeatures(true, ReceiptsBy.ASKING, true, Set.of(), true);
  }

  @Override
  public IdentifierKind address() {
    return IdentifierKind.EXTERNAL_USERID;
  }

  @Override
  public RoaringBitmap lit() {
    return isSetUp() ? books.book().lit() : new RoaringBitmap();
  }

  @Override
  public void catchUp() {
    if (isSetUp()) {
      books.compose();
    }
  }

  @Override
  public Map<String, RoaringBitmap> bySender(RoaringBitmap customers) {
    return isSetUp() ? books.book().bySender(customers) : Map.of();
  }

  /** As many as the month has days, unless an administrator of WeCom allows fewer (facts 5.3). */
  @Override
  public OptionalInt quota(YearMonth month) {
    return OptionalInt.of(month.lengthOfMonth());
  }

  @Override
  public CallAnswer send(Call call) {
    var text = CallMark.text(call.content(), call.mark());
    if (text.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES_MAX) {
      return new CallAnswer.Refused("text_too_long");
    }
    var client = clients.current().orElse(null);
    if (client == null) {
      return new CallAnswer.NotNow(Duration.ofMinutes(1), "not_set_up");
    }
    var recipients = recipients(client, call);
    if (recipients.customerById.isEmpty()) {
      return new CallAnswer.Refused(NOT_A_CONTACT);
    }
    try {
      var result =
          client.ask(
              "add_msg_template",
              wecom ->
                  wecom
                      .getExternalContactService()
                      .addMsgTemplate(template(call, text, recipients.customerById.keySet())));
      return accepted(result, recipients);
    } catch (WecomCallException e) {
      return switch (e.kind()) {
        case NOT_NOW -> new CallAnswer.NotNow(e.pause(), e.reason());
        // Busy: it does not say where it stopped, so it is looked for like a lost answer.
        case BUSY, LOST -> new CallAnswer.Lost(e.reason());
        case REFUSED ->
            new CallAnswer.Refused(e.errorCode() == NOBODY_TO_SEND ? LEFT_OUT : e.reason());
      };
    }
  }

  /**
   * @param customerById customers by external user id
   * @param refused who is no contact of the sender
   */
  private record Recipients(Map<String, Integer> customerById, Map<Integer, String> refused) {}

  private Recipients recipients(WecomClient client, Call call) {
    var book = books.book();
    Map<Integer, Integer> contactByCustomer = new HashMap<>();
    Map<Integer, String> refused = new HashMap<>();
    for (int customerNo : call.customerNos()) {
      var contact = book.contactOf(call.sender(), customerNo);
      if (contact.isPresent()) {
        contactByCustomer.put(customerNo, contact.getAsInt());
      } else {
        refused.put(customerNo, NOT_A_CONTACT);
      }
    }
    Map<String, Integer> customerById = new LinkedHashMap<>();
    if (!contactByCustomer.isEmpty()) {
      var appId = client.app().id();
      var ids = sql.externalUserIds(appId, contactByCustomer.values());
      contactByCustomer
          .entrySet()
          .removeIf(entry -> {
            var id = ids.get(entry.getValue());
            if (id == null) {
              refused.put(entry.getKey(), NOT_A_CONTACT);
              return true;
            }
            customerById.put(id, entry.getKey());
            return false;
          });
      if (!customerById.isEmpty()) {
        sql.storeCall(appId, call.mark(), contactByCustomer, call.startedAt());
      }
    }
    return new Recipients(customerById, refused);
  }

  private static WxCpMsgTemplate template(Call call, String text, Collection<String> recipients) {
    var template = new WxCpMsgTemplate();
    template.setChatType(SINGLE);
    template.setSender(call.sender());
    template.setExternalUserid(List.copyOf(recipients));
    template.setText(new Text().setContent(text));
    call.content()
        .link()
        .ifPresent(link -> {
          var card = new Link();
          card.setTitle(link.title());
          card.setUrl(CallMark.url(link.url(), call.mark()));
          template.setAttachments(List.of(new Attachment().setLink(card)));
        });
    return template;
  }

  private static CallAnswer accepted(
      @Nullable WxCpMsgTemplateAddResult result, Recipients recipients) {
    if (result == null || result.getMsgId() == null || result.getMsgId().isBlank()) {
      return new CallAnswer.Lost("an answer without msgid");
    }
    var refused = new HashMap<>(recipients.refused);
    for (var id : Objects.requireNonNullElse(result.getFailList(), List.<String>of())) {
      var customerNo = recipients.customerById.get(id);
      if (customerNo != null) {
        refused.put(customerNo, LEFT_OUT);
      }
    }
    return new CallAnswer.Accepted(result.getMsgId(), refused);
  }

  @Override
  public Map<String, String> lookUp(Collection<Call> calls) {
    var client = client();
    Set<String> wanted = new HashSet<>();
    calls.forEach(call -> wanted.add(call.mark()));
    Map<String, String> found = new HashMap<>();
    try {
      for (var span : spans(calls)) {
        String cursor = null;
        do {
          var from = cursor;
          var page =
              client.ask(
                  "get_groupmsg_list_v2",
                  wecom ->
                      wecom
                          .getExternalContactService()
                          .getGroupMsgListV2(
                              SINGLE,
                              Date.from(span.from()),
                              Date.from(span.until()),
                              null,
                              ALL_MESSAGES,
                              LIST_PAGE,
                              from));
          for (var message :
              Objects.requireNonNullElse(
                  page.getGroupMsgList(), List.<ExternalContactGroupMsgInfo>of())) {
            marksOf(message).stream()
                .filter(wanted::contains)
                .forEach(mark -> found.put(mark, message.getMsgId()));
          }
          cursor = blankToNull(page.getNextCursor());
        } while (cursor != null && found.size() < wanted.size());
      }
    } catch (WecomCallException e) {
      // 41063 (being dispatched) among them: nothing is known before the list is whole.
      throw unavailable(e);
    }
    return found;
  }

  private record Span(Instant from, Instant until) {}

  /** When WeCom may have taken the calls, in as few and short spans as cover them all. */
  private List<Span> spans(Collection<Call> calls) {
    var reach = terms().callMax().multipliedBy(2).plus(SKEW_MAX);
    var sorted = calls.stream().map(Call::startedAt).sorted(Comparator.naturalOrder()).toList();
    List<Span> spans = new ArrayList<>();
    for (var startedAt : sorted) {
      var span = new Span(startedAt.minus(SKEW_MAX), startedAt.plus(reach));
      var last = spans.isEmpty() ? null : spans.getLast();
      // Joined up to a day: WeCom takes a month at most.
      if (last != null
          && !span.from().isAfter(last.until())
          && Duration.between(last.from(), span.until()).compareTo(Duration.ofDays(1)) < 0) {
        spans.set(spans.size() - 1, new Span(last.from(), span.until()));
      } else {
        spans.add(span);
      }
    }
    return spans;
  }

  private static Set<String> marksOf(ExternalContactGroupMsgInfo message) {
    Set<String> marks = new HashSet<>();
    if (message.getText() != null && message.getText().getContent() != null) {
      marks.addAll(CallMark.in(message.getText().getContent()));
    }
    for (var attachment :
        Objects.requireNonNullElse(message.getAttachments(), List.<Attachment>of())) {
      var link = attachment.getLink();
      if (link != null && link.getUrl() != null) {
        marks.addAll(CallMark.in(link.getUrl()));
      }
    }
    return marks;
  }

  @Override
  public CallProgress ask(AcceptedCall call) {
    var client = client();
    try {
      var confirmedAt = confirmedAt(client, call);
      if (confirmedAt.isEmpty()) {
        return new CallProgress(confirmedAt, List.of(), false);
      }
      var receipts = receipts(client, call, confirmedAt.get());
      return new CallProgress(confirmedAt, receipts, receipts.size() >= call.customerNos().size());
    } catch (WecomCallException e) {
      if (e.errorCode() == CANCELLED) {
        return new CallProgress(Optional.empty(), List.of(), true);
      }
      throw unavailable(e);
    }
  }

  private Optional<Instant> confirmedAt(WecomClient client, AcceptedCall call)
      throws WecomCallException {
    String cursor = null;
    do {
      var from = cursor;
      var page =
          client.ask(
              "get_groupmsg_task",
              wecom ->
                  wecom
                      .getExternalContactService()
                      .getGroupMsgTask(call.vendorId(), RESULT_PAGE, from));
      for (var task :
          Objects.requireNonNullElse(
              page.getTaskList(), List.<ExternalContactGroupMsgTaskInfo>of())) {
        if (Objects.equals(task.getUserId(), call.sender())
            && Objects.equals(task.getStatus(), CONFIRMED)) {
          return Optional.of(at(task.getSendTime()));
        }
      }
      cursor = blankToNull(page.getNextCursor());
    } while (cursor != null);
    return Optional.empty();
  }

  private List<Receipt> receipts(WecomClient client, AcceptedCall call, Instant confirmedAt)
      throws WecomCallException {
    var customers = sql.customersOf(call.mark());
    var recipients = new HashSet<>(call.customerNos());
    List<Receipt> receipts = new ArrayList<>();
    String cursor = null;
    do {
      var from = cursor;
      var page =
          client.ask(
              "get_groupmsg_send_result",
              wecom ->
                  wecom
                      .getExternalContactService()
                      .getGroupMsgSendResult(call.vendorId(), call.sender(), RESULT_PAGE, from));
      for (var result :
          Objects.requireNonNullElse(
              page.getSendList(), List.<ExternalContactGroupMsgSendInfo>of())) {
        var customerNo = customers.get(hashes.identifier(result.getExternalUserId()));
        // Each once, whatever WeCom lists.
        if (customerNo != null && result.getStatus() != 0 && recipients.remove(customerNo)) {
          receipts.add(receipt(customerNo, result, confirmedAt));
        }
      }
      cursor = blankToNull(page.getNextCursor());
    } while (cursor != null);
    return receipts;
  }

  private Receipt receipt(
      int customerNo, ExternalContactGroupMsgSendInfo result, Instant confirmedAt) {
    var at = result.getSendTime() == null ? confirmedAt : at(result.getSendTime());
    return switch (result.getStatus()) {
      case SENT -> new Receipt(customerNo, Receipt.Kind.DELIVERED, at, Optional.empty());
      case NOT_FRIEND -> failed(customerNo, at, "not_friend");
      case OVER_QUOTA -> failed(customerNo, at, "quota");
      default -> failed(customerNo, at, "status_" + result.getStatus());
    };
  }

  private static Receipt failed(int customerNo, Instant at, String reason) {
    return new Receipt(customerNo, Receipt.Kind.FAILED, at, Optional.of(reason));
  }

  private Instant at(@Nullable Long epochSeconds) {
    return epochSeconds == null || epochSeconds == 0
        ? clock.instant()
        : Instant.ofEpochSecond(epochSeconds);
  }

  @Override
  public void recall(AcceptedCall call) {
    try {
      client()
          .ask(
              "cancel_groupmsg_send",
              wecom -> wecom.getExternalContactService().cancelGroupMsgSend(call.vendorId()));
    } catch (WecomCallException e) {
      if (e.errorCode() != CANCELLED) {
        throw unavailable(e);
      }
    }
  }

  private WecomClient client() {
    return clients
        .current()
        .orElseThrow(() -> new ChannelUnavailableException("WeCom is not set up"));
  }

  private static ChannelUnavailableException unavailable(WecomCallException e) {
    return new ChannelUnavailableException(String.valueOf(e.getMessage()), e);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
