package io.quanyu.reach;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.reach.channel.AcceptedCall;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.CallProgress;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.ChannelFeatures;
import io.quanyu.reach.channel.ChannelFeatures.ReceiptsBy;
import io.quanyu.reach.channel.ChannelTerms;
import io.quanyu.reach.channel.Receipt;
import io.quanyu.reach.channel.Redelivery;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * A channel with a vendor of its own in memory: takes every call, and delivers what a test tells it
 * to. Recallable channels are confirmed by senders; the others report by callback.
 */
public final class TestChannel implements Channel {

  private final String code;
  private final IdentifierKind address;
  private final ChannelTerms terms;
  private final ChannelFeatures features;
  private final Clock clock;
  private final AtomicReference<Map<String, RoaringBitmap>> senders =
      new AtomicReference<>(Map.of());

  /** What a catching up finds; null: nothing new. */
  private final AtomicReference<@Nullable Map<String, RoaringBitmap>> committed =
      new AtomicReference<>();

  /** Calls by mark, in the order in which they came; guarded by itself. */
  private final Map<String, Call> taken = new TreeMap<>();

  private final Set<String> confirmed = new HashSet<>();
  private final Set<String> recalled = new HashSet<>();
  private final Map<String, List<Receipt>> receipts = new HashMap<>();

  private TestChannel(
      String code,
      IdentifierKind address,
      ChannelTerms terms,
      ChannelFeatures features,
      Clock clock) {
    this.code = code;
    this.address = address;
    this.terms = terms;
    this.features = features;
    this.clock = clock;
  }

  /** Like WeCom: guides confirm, the vendor is asked, all recipients read the same. */
  public static TestChannel ofGuides(String code, int recipientsMax, Clock clock) {
    return new TestChannel(
        code,
        IdentifierKind.EXTERNAL_USERID,
        terms(recipientsMax),
        new ChannelFeatures(true, ReceiptsBy.ASKING, true, Set.of(), true),
        clock);
  }

  /** Like SMS: the brand sends, the vendor tells, with a variable {@code name}. */
  public static TestChannel ofTheBrand(String code, int recipientsMax, Clock clock) {
    return new TestChannel(
        code,
        IdentifierKind.PHONE,
        terms(recipientsMax),
        new ChannelFeatures(false, ReceiptsBy.CALLBACK, false, Set.of("name"), false),
        clock);
  }

  private static ChannelTerms terms(int recipientsMax) {
    return new ChannelTerms(
        Redelivery.IDEMPOTENT, recipientsMax, 6_000, Duration.ofSeconds(5), Duration.ZERO);
  }

  /** Who is reached by whom from now on. */
  public void setSenders(Map<String, RoaringBitmap> bySender) {
    senders.set(Map.copyOf(bySender));
  }

  /** Who will be known to be reached by whom after the next catching up. */
  public void commit(Map<String, RoaringBitmap> bySender) {
    committed.set(Map.copyOf(bySender));
  }

  @Override
  public void catchUp() {
    var found = committed.getAndSet(null);
    if (found != null) {
      senders.set(found);
    }
  }

  /** As new, with nobody lit. */
  public void forget() {
    committed.set(null);
    synchronized (taken) {
      taken.clear();
      confirmed.clear();
      recalled.clear();
      receipts.clear();
    }
    senders.set(Map.of());
  }

  /** Everything that was taken and not taken back. */
  public List<Call> calls() {
    synchronized (taken) {
      return taken.values().stream().filter(call -> !recalled.contains(call.mark())).toList();
    }
  }

  /** The sender confirms a call: it reaches everybody in it who has no receipt yet. */
  public void confirm(Call call) {
    synchronized (taken) {
      if (recalled.contains(call.mark())) {
        return;
      }
      confirmed.add(call.mark());
      var told = receipts.computeIfAbsent(call.mark(), _ -> new ArrayList<>());
      for (int customerNo : call.customerNos()) {
        if (told.stream().noneMatch(receipt -> receipt.customerNo() == customerNo)) {
          told.add(delivered(customerNo));
        }
      }
    }
  }

  /** A receipt that says that it reached the customer now. */
  public Receipt delivered(int customerNo) {
    return new Receipt(customerNo, Receipt.Kind.DELIVERED, clock.instant(), Optional.empty());
  }

  /** A receipt that says that it will not reach the customer. */
  public Receipt failed(int customerNo) {
    return new Receipt(customerNo, Receipt.Kind.FAILED, clock.instant(), Optional.of("gone"));
  }

  /** How the vendor names a call. */
  public static String vendorId(Call call) {
    return "v" + call.mark();
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public boolean isSetUp() {
    return true;
  }

  @Override
  public ChannelTerms terms() {
    return terms;
  }

  @Override
  public ChannelFeatures features() {
    return features;
  }

  @Override
  public IdentifierKind address() {
    return address;
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
    synchronized (taken) {
      taken.putIfAbsent(call.mark(), call);
    }
    return new CallAnswer.Accepted(vendorId(call), Map.of());
  }

  @Override
  public CallProgress ask(AcceptedCall call) {
    synchronized (taken) {
      var isConfirmed = confirmed.contains(call.mark());
      return new CallProgress(
          isConfirmed ? Optional.of(clock.instant()) : Optional.empty(),
          receipts.getOrDefault(call.mark(), List.of()),
          isConfirmed || recalled.contains(call.mark()));
    }
  }

  @Override
  public void recall(AcceptedCall call) {
    synchronized (taken) {
      if (!confirmed.contains(call.mark())) {
        recalled.add(call.mark());
      }
    }
  }
}
