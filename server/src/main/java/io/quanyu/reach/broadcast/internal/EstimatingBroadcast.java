package io.quanyu.reach.broadcast.internal;

import io.quanyu.core.contact.AudiencePlan;
import io.quanyu.core.contact.AudiencePlan.ChannelFacts;
import io.quanyu.core.contact.ControlDraw;
import io.quanyu.core.contact.ControlGroups;
import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.effect.MinimumDetectableEffect;
import io.quanyu.core.money.Money;
import io.quanyu.core.sms.SmsText;
import io.quanyu.know.purchase.PeriodBuyers;
import io.quanyu.know.purchase.PurchaseFigures.Period;
import io.quanyu.know.segment.Segments;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.broadcast.BroadcastEstimate;
import io.quanyu.reach.broadcast.BroadcastEstimate.ChannelEstimate;
import io.quanyu.reach.broadcast.BroadcastEstimate.DetectableEffect;
import io.quanyu.reach.broadcast.BroadcastProblem;
import io.quanyu.reach.broadcast.EstimateRequest;
import io.quanyu.reach.broadcast.ReasonCount;
import io.quanyu.reach.content.MessageWords;
import io.quanyu.reach.content.Templates;
import io.quanyu.reach.message.ContactPolicies;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Tells what a broadcast would be, before anybody is asked to approve it. */
@Component
public final class EstimatingBroadcast {

  private static final String SMS = "sms";

  /** A draw like that of a broadcast, of none in particular. */
  private static final String SALT = "estimate";

  private final Segments segments;
  private final Templates templates;
  private final ReadingChannels channels;
  private final ContactPolicies policies;
  private final PeriodBuyers buyers;
  private final Clock clock;

  public EstimatingBroadcast(
      Segments segments,
      Templates templates,
      ReadingChannels channels,
      ContactPolicies policies,
      PeriodBuyers buyers,
      Clock clock) {
    this.segments = segments;
    this.templates = templates;
    this.channels = channels;
    this.policies = policies;
    this.buyers = buyers;
    this.clock = clock;
  }

  public BroadcastEstimate estimate(EstimateRequest request) {
    long startedAt = System.nanoTime();
    for (var channel : request.channels()) {
      if (channels.find(channel).isEmpty()) {
        throw new ProblemException(
            BroadcastProblem.BROADCAST_INVALID,
            "Change the channels.",
            List.of(new FieldError("channels", "there is no channel " + channel)));
      }
    }
    var now = clock.instant();
    var words = templates.get(request.templateId()).words();
    var policy = policies.current();
    var facts = channels.facts(request.channels(), words.purpose(), request.isPersonalised(), now);
    var plan =
        AudiencePlan.of(
            segments.members(request.segmentId()),
            facts,
            new ControlGroups(
                AdvancingBroadcasts.globalControl(words.purpose(), policy.globalControlBp()),
                new ControlDraw(SALT, request.controlBp())));
    long smsParts = smsParts(words, plan);
    Optional<Instant> quietUntil =
        words.purpose() == MessagePurpose.MARKETING
            ? policy.policy().quietHours().endAfter(now)
            : Optional.empty();
    return new BroadcastEstimate(
        plan.audience().getLongCardinality(),
        plan.globalControl().getLongCardinality(),
        plan.chosen().getLongCardinality(),
        plan.control().getLongCardinality(),
        plan.audience().getLongCardinality() - plan.eligible(),
        ReasonCount.of(plan.unreachable()),
        channelsOf(plan, facts),
        senders(plan),
        cost(smsParts),
        smsParts,
        detectable(request, plan, now),
        quietUntil.orElse(null),
        Duration.ofNanos(System.nanoTime() - startedAt).toMillis());
  }

  private static List<ChannelEstimate> channelsOf(AudiencePlan plan, List<ChannelFacts> facts) {
    List<ChannelEstimate> estimates = new ArrayList<>();
    for (var one : facts) {
      estimates.add(
          new ChannelEstimate(
              one.channel(),
              RoaringBitmap.andCardinality(plan.audience(), one.lit()),
              plan.first().getOrDefault(one.channel(), new RoaringBitmap()).getLongCardinality(),
              ReasonCount.of(plan.refused().getOrDefault(one.channel(), Map.of()))));
    }
    return estimates;
  }

  private long senders(AudiencePlan plan) {
    long senders = 0;
    for (var entry : plan.first().entrySet()) {
      var channel = channels.get(entry.getKey());
      if (channel.features().isConfirmedBySender()) {
        senders += channel.bySender(entry.getValue()).size();
      }
    }
    return senders;
  }

  private long smsParts(MessageWords words, AudiencePlan plan) {
    return templates.sms(words).map(SmsText::parts).orElse(0)
        * plan.first().getOrDefault(SMS, new RoaringBitmap()).getLongCardinality();
  }

  private @Nullable Money cost(long smsParts) {
    return templates.smsPrice().map(price -> price.cost(smsParts)).orElse(null);
  }

  /** Expects as many buyers as there were lately in a window of the same length. */
  private @Nullable DetectableEffect detectable(
      EstimateRequest request, AudiencePlan plan, Instant now) {
    long compared = plan.chosen().getLongCardinality() + plan.control().getLongCardinality();
    if (compared == 0) {
      return null;
    }
    var bought =
        buyers.find(
            new Period(
                request.currency().getCurrencyCode(),
                now.minus(Duration.ofDays(request.effectDays())),
                now));
    long boughtOfThem =
        (long) RoaringBitmap.andCardinality(bought, plan.chosen())
            + RoaringBitmap.andCardinality(bought, plan.control());
    if (boughtOfThem == 0) {
      return null;
    }
    double baseRate = (double) boughtOfThem / compared;
    return MinimumDetectableEffect.find(
            plan.chosen().getLongCardinality(),
            plan.control().getLongCardinality(),
            baseRate,
            MinimumDetectableEffect.ALPHA,
            MinimumDetectableEffect.POWER)
        .map(mde ->
            new DetectableEffect(baseRate, mde.shareDifference(), mde.shareDifference() / baseRate))
        .orElse(null);
  }
}
