package io.quanyu.core.contact;

import io.quanyu.core.contact.ContactDecision.Reason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who of an audience gets a message and over which channel, and who does not and why: what {@link
 * ContactPolicy}, {@link ChannelOrder} and {@link ControlGroups} say of each customer, said of all
 * at once. Sets of customer numbers; quiet hours are no matter of who but of when.
 *
 * <p>The groups are drawn among those who can be reached. Nothing is known of how somebody would
 * have answered to a message that cannot be sent, so counting them only blurs the comparison; and
 * because who can be reached is settled before the draw, both groups are alike.
 *
 * @param audience everybody the message is meant for
 * @param chosen can be reached and get it
 * @param control can be reached and do not get it, to compare with
 * @param globalControl can be reached and get no marketing at all
 * @param unreachable the others by the reason that came nearest to sending: of the first channel
 *     for which there is an address, else that there is none
 * @param first the chosen by the first channel that is open for them, in the order of the channels
 * @param refused the audience by channel and reason, in the order of the channels
 */
public record AudiencePlan(
    RoaringBitmap audience,
    RoaringBitmap chosen,
    RoaringBitmap control,
    RoaringBitmap globalControl,
    Map<Reason, RoaringBitmap> unreachable,
    SequencedMap<String, RoaringBitmap> first,
    SequencedMap<String, Map<Reason, RoaringBitmap>> refused) {

  /**
   * What is known of all customers on one channel. The sets are not changed; customers may be in
   * several of them.
   *
   * @param lit there is something to send to
   * @param suppressed the address must not be used
   * @param minors are under 14 and no guardian agreed; empty for services
   * @param noConsent consent is withdrawn or missing; empty for services
   * @param objecting must not be chosen by profile; empty for services and general messages
   * @param capped got as many messages as the brand allows; empty for services
   * @param quotaUsed the channel takes no more for them
   * @param oneAnAddress of customers who share an address, leaves one; gives a new set
   */
  public record ChannelFacts(
      String channel,
      RoaringBitmap lit,
      RoaringBitmap suppressed,
      RoaringBitmap minors,
      RoaringBitmap noConsent,
      RoaringBitmap objecting,
      RoaringBitmap capped,
      RoaringBitmap quotaUsed,
      UnaryOperator<RoaringBitmap> oneAnAddress) {}

  /** Customers by the channel that is theirs, and by channel whom it refuses and why. */
  private record Assignment(
      SequencedMap<String, RoaringBitmap> byChannel,
      SequencedMap<String, Map<Reason, RoaringBitmap>> refused) {}

  /**
   * Plans a message.
   *
   * @param order the channels in the order of preference
   */
  public static AudiencePlan of(
      RoaringBitmap audience, List<ChannelFacts> order, ControlGroups groups) {
    var assignment = assign(audience, order, Map.of());
    var eligible = new RoaringBitmap();
    assignment.byChannel().values().forEach(eligible::or);
    var globalControl = groups.global().drawnOf(eligible);
    var others = RoaringBitmap.andNot(eligible, globalControl);
    var control = groups.broadcast().drawnOf(others);
    var chosen = RoaringBitmap.andNot(others, control);
    var first = new LinkedHashMap<String, RoaringBitmap>();
    assignment
        .byChannel()
        .forEach((channel, whom) -> first.put(channel, RoaringBitmap.and(whom, chosen)));
    return new AudiencePlan(
        audience,
        chosen,
        control,
        globalControl,
        nearest(RoaringBitmap.andNot(audience, eligible), assignment.refused()),
        Collections.unmodifiableSequencedMap(first),
        assignment.refused());
  }

  /**
   * The next channel of those whom the channels so far did not reach.
   *
   * @param unreached nothing is on its way to them any more
   * @param order the channels in the order of preference, as they are now
   * @param tried by channel who got a message over it, or was to
   * @return by channel, in the order of the channels; who has no further channel is missing
   */
  public static SequencedMap<String, RoaringBitmap> backUp(
      RoaringBitmap unreached, List<ChannelFacts> order, Map<String, RoaringBitmap> tried) {
    return assign(unreached, order, tried).byChannel();
  }

  /** Can be reached over some channel. */
  public long eligible() {
    return chosen.getLongCardinality()
        + control.getLongCardinality()
        + globalControl.getLongCardinality();
  }

  /** Each customer to the first channel that was not tried and is open for her. */
  private static Assignment assign(
      RoaringBitmap customers, List<ChannelFacts> order, Map<String, RoaringBitmap> tried) {
    var byChannel = new LinkedHashMap<String, RoaringBitmap>();
    var refused = new LinkedHashMap<String, Map<Reason, RoaringBitmap>>();
    var unassigned = customers.clone();
    for (var facts : order) {
      var reasons = new EnumMap<Reason, RoaringBitmap>(Reason.class);
      var open = open(customers, facts, reasons);
      open.andNot(tried.getOrDefault(facts.channel(), new RoaringBitmap()));
      open.and(unassigned);
      // Only those who would get it: a family whose first is reached elsewhere loses nothing.
      var taken = facts.oneAnAddress().apply(open);
      open.andNot(taken);
      if (!open.isEmpty()) {
        reasons.put(Reason.SAME_ADDRESS, open);
      }
      byChannel.put(facts.channel(), taken);
      refused.put(facts.channel(), Collections.unmodifiableMap(reasons));
      unassigned.andNot(taken);
    }
    return new Assignment(
        Collections.unmodifiableSequencedMap(byChannel),
        Collections.unmodifiableSequencedMap(refused));
  }

  /** The first reason that applies takes the customer, as {@link Reason} demands. */
  private static RoaringBitmap open(
      RoaringBitmap customers, ChannelFacts facts, Map<Reason, RoaringBitmap> refused) {
    var rest = customers.clone();
    take(rest, Reason.SUPPRESSED, facts.suppressed(), refused);
    take(rest, Reason.MINOR, facts.minors(), refused);
    take(rest, Reason.NO_CONSENT, facts.noConsent(), refused);
    take(rest, Reason.NO_PERSONALISATION, facts.objecting(), refused);
    take(rest, Reason.NO_ADDRESS, RoaringBitmap.andNot(rest, facts.lit()), refused);
    take(rest, Reason.FREQUENCY_CAP, facts.capped(), refused);
    take(rest, Reason.QUOTA, facts.quotaUsed(), refused);
    return rest;
  }

  private static void take(
      RoaringBitmap rest, Reason reason, RoaringBitmap whom, Map<Reason, RoaringBitmap> refused) {
    var taken = RoaringBitmap.and(rest, whom);
    if (!taken.isEmpty()) {
      refused.put(reason, taken);
      rest.andNot(taken);
    }
  }

  private static Map<Reason, RoaringBitmap> nearest(
      RoaringBitmap unreachable, Map<String, Map<Reason, RoaringBitmap>> refused) {
    var rest = unreachable.clone();
    var nearest = new EnumMap<Reason, RoaringBitmap>(Reason.class);
    refused
        .values()
        .forEach(byReason ->
            byReason.forEach((reason, whom) -> {
              if (reason != Reason.NO_ADDRESS) {
                var taken = RoaringBitmap.and(rest, whom);
                nearest.computeIfAbsent(reason, _ -> new RoaringBitmap()).or(taken);
                rest.andNot(taken);
              }
            }));
    nearest.put(Reason.NO_ADDRESS, rest);
    nearest.values().removeIf(RoaringBitmap::isEmpty);
    return Collections.unmodifiableMap(nearest);
  }
}
