package io.quanyu.reach.message.internal;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.ChannelFeatures;
import io.quanyu.reach.channel.ChannelTerms;
import io.quanyu.reach.channel.ChannelUnavailableException;
import io.quanyu.reach.channel.Redelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * A vendor with books of its own that answers, refuses, loses answers, and kills the server before
 * or after it did the work.
 */
class MisbehavingVendor implements Channel {

  /** The server is killed. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final ChannelTerms terms;
  private final Clock clock;
  private final Random random;

  /** Share of calls that go wrong. */
  private final double trouble;

  /** How often each customer got the text of a call, by mark. */
  final Map<String, Integer> delivered = new HashMap<>();

  /** To whom each call was, by mark. */
  final Map<String, List<Integer>> recipients = new HashMap<>();

  /** Customers whom it leaves out, and why. */
  final Map<Integer, String> refused = new HashMap<>();

  final List<Instant> begun = new ArrayList<>();

  /** Since when the vendor shows a call to those who ask; by mark. */
  private final Map<String, Instant> shown = new HashMap<>();

  MisbehavingVendor(ChannelTerms terms, Clock clock, Random random, double trouble) {
    this.terms = terms;
    this.clock = clock;
    this.random = random;
    this.trouble = trouble;
  }

  static ChannelTerms terms(Redelivery redelivery, int callsPerMinute) {
    return new ChannelTerms(
        redelivery, 100, callsPerMinute, Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  @Override
  public String code() {
    return "vendor";
  }

  @Override
  public boolean isSetUp() {
    return true;
  }

  @Override
  public ChannelFeatures features() {
    return new ChannelFeatures(false, ChannelFeatures.ReceiptsBy.CALLBACK, false, Set.of(), false);
  }

  @Override
  public IdentifierKind address() {
    return IdentifierKind.PHONE;
  }

  @Override
  public RoaringBitmap lit() {
    return new RoaringBitmap();
  }

  @Override
  public Map<String, RoaringBitmap> bySender(RoaringBitmap customers) {
    return Map.of("", customers.clone());
  }

  @Override
  public ChannelTerms terms() {
    return terms;
  }

  @Override
  public synchronized CallAnswer send(Call call) {
    begun.add(clock.instant());
    return answer(call);
  }

  CallAnswer answer(Call call) {
    if (random.nextDouble() >= trouble) {
      return accept(call);
    }
    return switch (random.nextInt(6)) {
      case 0 -> new CallAnswer.Lost("cut before");
      case 1 -> {
        accept(call);
        yield new CallAnswer.Lost("cut after");
      }
      case 2 -> new CallAnswer.NotNow(Duration.ofSeconds(1 + random.nextInt(90)), "45009");
      case 3 -> throw new Killed();
      case 4 -> {
        accept(call);
        throw new Killed();
      }
      default -> {
        accept(call);
        throw new IllegalStateException("the channel is broken");
      }
    };
  }

  private CallAnswer accept(Call call) {
    recipients.put(call.mark(), call.customerNos());
    if (terms.redelivery() == Redelivery.IDEMPOTENT) {
      delivered.putIfAbsent(call.mark(), 1);
    } else {
      delivered.merge(call.mark(), 1, Integer::sum);
    }
    long delay = random.nextLong(terms.shownAfter().toMillis());
    shown.putIfAbsent(call.mark(), clock.instant().plusMillis(delay));
    Map<Integer, String> leftOut = new HashMap<>(refused);
    leftOut.keySet().retainAll(call.customerNos());
    return new CallAnswer.Accepted("v" + call.mark(), leftOut);
  }

  @Override
  public synchronized Map<String, String> lookUp(Collection<Call> calls) {
    if (random.nextDouble() < trouble / 2) {
      throw new ChannelUnavailableException("no answer");
    }
    Map<String, String> found = new HashMap<>();
    for (var call : calls) {
      var since = shown.get(call.mark());
      if (since != null && !clock.instant().isBefore(since)) {
        found.put(call.mark(), "v" + call.mark());
      }
    }
    return found;
  }
}
