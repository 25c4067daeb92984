package io.quanyu.core.contact;

import io.quanyu.core.contact.ContactDecision.Reason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
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
   * @param noConsent consent is withdrawn; empty for services
   * @param capped got as many messages as the brand allows; empty for services
   * @param quotaUsed the channel takes no more for them
   */
  public record ChannelFacts(
      String channel,
      RoaringBitmap lit,
      RoaringBitmap suppressed,
      RoaringBitmap noConsent,
      RoaringBitmap capped,
      RoaringBitmap quotaUsed) {}

  /** What one channel can do for some customers. */
  private record Light(Map<Reason, RoaringBitmap> refused, RoaringBitmap open) {}

  /**
   * Plans a message.
   *
   * @param order the channels in the order of preference
   */
  public static AudiencePlan of(
      RoaringBitmap audience, List<ChannelFacts> order, ControlGroups groups) {
    var open = new LinkedHashMap<String, RoaringBitmap>();
    var refused = new LinkedHashMap<String, Map<Reason, RoaringBitmap>>();
    var eligible = new RoaringBitmap();
    for (var facts : order) {
      var light = light(audience, facts);
      open.put(facts.channel(), light.open());
      refused.put(facts.channel(), light.refused());
      eligible.or(light.open());
    }
    var globalControl = groups.global().drawnOf(eligible);
    var others = RoaringBitmap.andNot(eligible, globalControl);
    var control = groups.broadcast().drawnOf(others);
    var chosen = RoaringBitmap.andNot(others, control);
    return new AudiencePlan(
        audience,
        chosen,
        control,
        globalControl,
        nearest(RoaringBitmap.andNot(audience, eligible), refused),
        firstOf(chosen, open, Map.of()),
        refused);
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
    var open = new LinkedHashMap<String, RoaringBitmap>();
    order.forEach(facts -> open.put(facts.channel(), light(unreached, facts).open()));
    return firstOf(unreached, open, tried);
  }

  /** Can be reached over some channel. */
  public long eligible() {
    return chosen.getLongCardinality()
        + control.getLongCardinality()
        + globalControl.getLongCardinality();
  }

  /** The first reason that applies takes the customer, as {@link Reason} demands. */
  private static Light light(RoaringBitmap customers, ChannelFacts facts) {
    var rest = customers.clone();
    var refused = new EnumMap<Reason, RoaringBitmap>(Reason.class);
    take(rest, Reason.SUPPRESSED, facts.suppressed(), refused);
    take(rest, Reason.NO_CONSENT, facts.noConsent(), refused);
    take(rest, Reason.NO_ADDRESS, RoaringBitmap.andNot(rest, facts.lit()), refused);
    take(rest, Reason.FREQUENCY_CAP, facts.capped(), refused);
    take(rest, Reason.QUOTA, facts.quotaUsed(), refused);
    return new Light(Collections.unmodifiableMap(refused), rest);
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

  private static SequencedMap<String, RoaringBitmap> firstOf(
      RoaringBitmap customers,
      SequencedMap<String, RoaringBitmap> open,
      Map<String, RoaringBitmap> tried) {
    var rest = customers.clone();
    var first = new LinkedHashMap<String, RoaringBitmap>();
    open.forEach((channel, whom) -> {
      var taken = RoaringBitmap.and(rest, whom);
      taken.andNot(tried.getOrDefault(channel, new RoaringBitmap()));
      first.put(channel, taken);
      rest.andNot(taken);
    });
    return Collections.unmodifiableSequencedMap(first);
  }
}
