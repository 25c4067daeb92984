package io.quanyu.reach.broadcast.internal;

import io.quanyu.core.contact.ContactDecision.Reason;
import io.quanyu.core.effect.BroadcastEffect;
import io.quanyu.core.effect.GroupOutcome;
import io.quanyu.know.identity.CustomerSets;
import io.quanyu.know.purchase.PeriodBuyers;
import io.quanyu.know.purchase.PurchaseFigures.Period;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.broadcast.Broadcast;
import io.quanyu.reach.broadcast.BroadcastFigures;
import io.quanyu.reach.broadcast.BroadcastProblem;
import io.quanyu.reach.broadcast.BroadcastResults;
import io.quanyu.reach.broadcast.BroadcastResults.ChannelResult;
import io.quanyu.reach.broadcast.BroadcastResults.CustomerResult;
import io.quanyu.reach.broadcast.BroadcastResults.GuideResult;
import io.quanyu.reach.broadcast.BroadcastResults.ReachedSpan;
import io.quanyu.reach.broadcast.EffectReport;
import io.quanyu.reach.broadcast.EffectReport.GroupFigures;
import io.quanyu.reach.broadcast.EffectReport.Interval;
import io.quanyu.reach.broadcast.Guide;
import io.quanyu.reach.broadcast.ReasonCount;
import io.quanyu.reach.broadcast.internal.AudienceStore.Part;
import io.quanyu.reach.message.ChannelProgress;
import io.quanyu.reach.message.ContactLimits;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.Outbox;
import io.quanyu.reach.message.SenderKey;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** What came of a broadcast: receipts, guides, orders. */
@Component
public final class ReportingBroadcast {

  /** Parts of the cursor of {@link #guides}: channel, sender. */
  public static final int GUIDE_CURSOR_PARTS = 2;

  private static final int TIMELINE_SPANS_MAX = 200;

  private final BroadcastStore broadcasts;
  private final AudienceStore audiences;
  private final Outbox outbox;
  private final ContactLimits limits;
  private final PeriodBuyers buyers;
  private final CustomerSets customers;
  private final Clock clock;

  public ReportingBroadcast(
      BroadcastStore broadcasts,
      AudienceStore audiences,
      Outbox outbox,
      ContactLimits limits,
      PeriodBuyers buyers,
      CustomerSets customers,
      Clock clock) {
    this.broadcasts = broadcasts;
    this.audiences = audiences;
    this.outbox = outbox;
    this.limits = limits;
    this.buyers = buyers;
    this.customers = customers;
    this.clock = clock;
  }

  /** The broadcast with its figures, once it is launched. */
  public Broadcast withFigures(Broadcast broadcast) {
    if (broadcast.launchedAt() == null) {
      return broadcast;
    }
    var sizes = audiences.sizes(broadcast.id());
    var progress = outbox.progress(AdvancingBroadcasts.sourceOf(broadcast.id()));
    return broadcast.with(
        new BroadcastFigures(
            sizes.getOrDefault(Part.AUDIENCE, 0L),
            sizes.getOrDefault(Part.CHOSEN, 0L),
            sizes.getOrDefault(Part.CONTROL, 0L),
            progress.stream().mapToLong(ReportingBroadcast::accepted).sum(),
            progress.stream().mapToLong(ChannelProgress::reached).sum()));
  }

  public BroadcastResults results(UUID id) {
    var broadcast = broadcasts.get(id);
    var launchedAt = launchedAt(broadcast);
    var source = AdvancingBroadcasts.sourceOf(id);
    var sizes = audiences.sizes(id);
    long chosen = sizes.getOrDefault(Part.CHOSEN, 0L);
    long control = sizes.getOrDefault(Part.CONTROL, 0L);
    long globalControl = sizes.getOrDefault(Part.GLOBAL_CONTROL, 0L);
    var progress = outbox.progress(source);
    var senders = outbox.senderCounts(source);
    return new BroadcastResults(
        sizes.getOrDefault(Part.AUDIENCE, 0L),
        chosen + control + globalControl,
        chosen,
        control,
        globalControl,
        audiences.unreachable(id).entrySet().stream()
            .sorted(Map.Entry.<Reason, Long>comparingByKey())
            .map(entry -> new ReasonCount(entry.getKey(), entry.getValue()))
            .toList(),
        progress.stream().map(ReportingBroadcast::channel).toList(),
        customers(source, audiences.visits(id), chosen, progress),
        new GuideResult(senders.confirmed(), senders.unconfirmed()),
        optOutsOf(broadcast, launchedAt),
        clock.instant(),
        outbox.reachedOverTime(source, TIMELINE_SPANS_MAX).stream()
            .map(span -> new ReachedSpan(span.at(), span.reached()))
            .toList());
  }

  private long optOutsOf(Broadcast broadcast, Instant launchedAt) {
    Set<String> channels = new HashSet<>(broadcast.channels());
    var optedOut = limits.lostSince(channels, launchedAt);
    return optedOut.isEmpty()
        ? 0
        : RoaringBitmap.andCardinality(
            optedOut, customers.merged().present(audiences.load(broadcast.id(), Part.CHOSEN)));
  }

  private static ChannelResult channel(ChannelProgress progress) {
    return new ChannelResult(
        progress.channel(),
        progress.planned(),
        progress.sending(),
        progress.sent(),
        progress.reached(),
        progress.failed(),
        progress.refused(),
        progress.unknown(),
        progress.cancelled(),
        progress.waitingForGuide());
  }

  private static long accepted(ChannelProgress progress) {
    return progress.sent() + progress.reached() + progress.failed();
  }

  private CustomerResult customers(
      MessageSource source, int visits, long chosen, List<ChannelProgress> progress) {
    if (visits <= 1) {
      // One message a customer: the counters say all, and cost nothing.
      long reached = progress.stream().mapToLong(ChannelProgress::reached).sum();
      long unknown = progress.stream().mapToLong(ChannelProgress::unknown).sum();
      long pending =
          progress.stream().mapToLong(one -> one.planned() + one.sending() + one.sent()).sum();
      return new CustomerResult(
          progress.stream().mapToLong(ReportingBroadcast::accepted).sum(),
          reached,
          pending,
          chosen - reached - pending - unknown,
          unknown);
    }
    var reached = new RoaringBitmap();
    var pending = new RoaringBitmap();
    var unknown = new RoaringBitmap();
    for (int visit = 0; visit < visits; visit++) {
      var outcomes = outbox.outcomes(source, visit);
      reached.or(outcomes.reached());
      pending.or(outcomes.pending());
      unknown.or(outcomes.unknown());
    }
    pending.andNot(reached);
    unknown.andNot(reached);
    unknown.andNot(pending);
    return new CustomerResult(
        outbox.accepted(source).getLongCardinality(),
        reached.getLongCardinality(),
        pending.getLongCardinality(),
        chosen
            - reached.getLongCardinality()
            - pending.getLongCardinality()
            - unknown.getLongCardinality(),
        unknown.getLongCardinality());
  }

  public EffectReport effect(UUID id) {
    var broadcast = broadcasts.get(id);
    var from = launchedAt(broadcast);
    var until = from.plus(Duration.ofDays(broadcast.effectDays()));
    var groups =
        ComparedGroups.of(
            audiences.load(id, Part.CHOSEN), audiences.load(id, Part.CONTROL), customers.merged());
    var treated = new Group(groups.treated());
    var control = new Group(groups.control());
    buyers.forEach(
        new Period(broadcast.currency().getCurrencyCode(), from, until),
        (customerNo, orders, netMinor) -> {
          treated.add(customerNo, orders, netMinor);
          control.add(customerNo, orders, netMinor);
        });
    var effect = BroadcastEffect.measure(treated.outcome(), control.outcome());
    return new EffectReport(
        broadcast.currency(),
        from,
        until,
        !clock.instant().isBefore(until),
        GroupFigures.of(treated.outcome()),
        GroupFigures.of(control.outcome()),
        groups.merged(),
        Interval.of(effect.treatedShare()),
        Interval.of(effect.controlShare()),
        Interval.of(effect.shareDifference()),
        Interval.of(effect.shareLift()),
        Interval.of(effect.revenueDifferenceMinor()),
        Interval.of(effect.revenueLift()));
  }

  /** Sums up what the members of a group bought. */
  private static final class Group {
    private final RoaringBitmap members;
    private long buyers;
    private long orders;
    private long revenueMinor;
    private BigInteger squares = BigInteger.ZERO;

    Group(RoaringBitmap members) {
      this.members = members;
    }

    void add(int customerNo, long customerOrders, long netMinor) {
      if (members.contains(customerNo)) {
        buyers++;
        orders += customerOrders;
        revenueMinor = Math.addExact(revenueMinor, netMinor);
        var net = BigInteger.valueOf(netMinor);
        squares = squares.add(net.multiply(net));
      }
    }

    GroupOutcome outcome() {
      return new GroupOutcome(members.getLongCardinality(), buyers, orders, revenueMinor, squares);
    }
  }

  /** Guides with messages of it, by channel and id. */
  public Page<Guide> guides(UUID id, boolean isOnlyUnconfirmed, PageRequest request) {
    var broadcast = broadcasts.get(id);
    var _ = launchedAt(broadcast);
    var rows =
        outbox
            .senders(
                AdvancingBroadcasts.sourceOf(id),
                isOnlyUnconfirmed,
                request.after().map(cursor -> new SenderKey(cursor.part(0), cursor.part(1))),
                request.rows())
            .stream()
            .map(sender ->
                new Guide(
                    sender.channel(),
                    sender.sender(),
                    sender.messages(),
                    sender.reached(),
                    sender.confirmedAt().orElse(null)))
            .toList();
    return Page.of(rows, request, null, guide -> Cursor.after(guide.channel(), guide.sender()));
  }

  static Instant launchedAt(Broadcast broadcast) {
    var launchedAt = broadcast.launchedAt();
    if (launchedAt == null) {
      throw new ProblemException(
          BroadcastProblem.STATE_WRONG,
          "It is %s; there are results only after the launch.".formatted(broadcast.state().code()));
    }
    return launchedAt;
  }
}
