package io.quanyu.bench.broadcast;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.ChannelFeatures;
import io.quanyu.reach.channel.ChannelFeatures.ReceiptsBy;
import io.quanyu.reach.channel.ChannelTerms;
import io.quanyu.reach.channel.Redelivery;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.roaringbitmap.RoaringBitmap;

/** A channel whose vendor takes everything at once and notes when. */
final class CountingChannel implements Channel {

  private final String code;
  private final ChannelTerms terms;
  private final AtomicReference<Map<String, RoaringBitmap>> senders =
      new AtomicReference<>(Map.of());
  private final AtomicBoolean isSetUp = new AtomicBoolean();

  /** When calls came, by {@link System#nanoTime}. */
  final Queue<Long> calls = new ConcurrentLinkedQueue<>();

  CountingChannel(String code, int recipientsMax, int callsPerMinute) {
    this.code = code;
    this.terms =
        new ChannelTerms(
            Redelivery.IDEMPOTENT,
            recipientsMax,
            callsPerMinute,
            Duration.ofSeconds(5),
            Duration.ZERO);
  }

  void setSenders(Map<String, RoaringBitmap> bySender) {
    senders.set(Map.copyOf(bySender));
  }

  void setUp(boolean isNow) {
    isSetUp.set(isNow);
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public boolean isSetUp() {
    return isSetUp.get();
  }

  @Override
  public ChannelTerms terms() {
    return terms;
  }

  @Override
  public ChannelFeatures features() {
    return new ChannelFeatures(false, ReceiptsBy.CALLBACK, false, Set.of(), false);
  }

  @Override
  public IdentifierKind address() {
    return IdentifierKind.PHONE;
  }

  @Override
  public RoaringBitmap lit() {
    var lit = new RoaringBitmap();
    senders.get().values().forEach(lit::or);
    return lit;
  }

  @Override
  public Map<String, RoaringBitmap> bySender(RoaringBitmap customers) {
    var split = new TreeMap<String, RoaringBitmap>();
    senders
        .get()
        .forEach((sender, own) -> {
          var both = RoaringBitmap.and(own, customers);
          if (!both.isEmpty()) {
            split.put(sender, both);
          }
        });
    return split;
  }

  @Override
  public CallAnswer send(Call call) {
    calls.add(System.nanoTime());
    return new CallAnswer.Accepted("v" + call.mark(), Map.of());
  }
}
