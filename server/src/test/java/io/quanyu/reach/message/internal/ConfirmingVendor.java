package io.quanyu.reach.message.internal;

import io.quanyu.core.identity.IdentifierKind;
import io.quanyu.reach.channel.AcceptedCall;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.CallProgress;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.channel.ChannelFeatures;
import io.quanyu.reach.channel.ChannelTerms;
import io.quanyu.reach.channel.ChannelUnavailableException;
import io.quanyu.reach.channel.Receipt;
import io.quanyu.reach.channel.Redelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * A vendor whose guides confirm, each call after a time of her own or never, and which shows that
 * late; it takes back what nobody confirmed. In trouble it cannot be asked, or kills the server
 * before or after it did what was asked.
 */
final class ConfirmingVendor implements Channel {

  static final Duration SHOWN_AFTER = Duration.ofSeconds(10);

  private final String code;
  private final Clock clock;
  private final Random random;
  private final double trouble;
  private final Duration confirmedWithin;

  /** Which of the recipients a call does not reach once it is confirmed. */
  final RoaringBitmap unreachable = new RoaringBitmap();

  final List<Instant> inquiries = new ArrayList<>();
  final Map<String, Task> tasks = new HashMap<>();

  /** One call in the vendor's books. */
  static final class Task {
    final List<Integer> customerNos;
    final Instant confirmsAt;
    final Duration shownAfter;
    @Nullable Instant takenBackAt;

    Task(List<Integer> customerNos, Instant confirmsAt, Duration shownAfter) {
      this.customerNos = customerNos;
      this.confirmsAt = confirmsAt;
      this.shownAfter = shownAfter;
    }

    boolean isConfirmed(Instant now) {
      return !confirmsAt.isAfter(now) && (takenBackAt == null || !confirmsAt.isAfter(takenBackAt));
    }
  }

  ConfirmingVendor(
      String code, Clock clock, Random random, double trouble, Duration confirmedWithin) {
    this.code = code;
    this.clock = clock;
    this.random = random;
    this.trouble = trouble;
    this.confirmedWithin = confirmedWithin;
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
    return new ChannelTerms(Redelivery.LOOK_UP, 100, 600, Duration.ofSeconds(5), SHOWN_AFTER);
  }

  @Override
  public ChannelFeatures features() {
    return new ChannelFeatures(true, ChannelFeatures.ReceiptsBy.ASKING, true, Set.of(), true);
  }

  @Override
  public IdentifierKind address() {
    return IdentifierKind.EXTERNAL_USERID;
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
  public synchronized CallAnswer send(Call call) {
    var within = random.nextDouble() < 0.2 ? Duration.ofDays(400) : confirmedWithin;
    tasks.put(
        call.mark(),
        new Task(
            call.customerNos(),
            clock.instant().plusMillis(1 + random.nextLong(within.toMillis())),
            Duration.ofMillis(random.nextLong(SHOWN_AFTER.toMillis()))));
    return new CallAnswer.Accepted(call.mark(), Map.of());
  }

  @Override
  public synchronized Map<String, String> lookUp(Collection<Call> calls) {
    Map<String, String> found = new HashMap<>();
    calls.stream()
        .map(Call::mark)
        .filter(tasks::containsKey)
        .forEach(mark -> found.put(mark, mark));
    return found;
  }

  @Override
  public synchronized CallProgress ask(AcceptedCall call) {
    begin();
    var task = Objects.requireNonNull(tasks.get(call.vendorId()));
    var progress = progress(task);
    end();
    return progress;
  }

  private CallProgress progress(Task task) {
    var now = clock.instant();
    if (!task.isConfirmed(now) || now.isBefore(task.confirmsAt.plus(task.shownAfter))) {
      return new CallProgress(Optional.empty(), List.of(), false);
    }
    List<Receipt> receipts = new ArrayList<>();
    for (int customerNo : task.customerNos) {
      // Results trickle in; asking again and again sees more of them.
      if (random.nextDouble() < 0.7) {
        receipts.add(
            unreachable.contains(customerNo)
                ? new Receipt(
                    customerNo, Receipt.Kind.FAILED, task.confirmsAt, Optional.of("not a friend"))
                : new Receipt(
                    customerNo, Receipt.Kind.DELIVERED, task.confirmsAt, Optional.empty()));
      }
    }
    return new CallProgress(
        Optional.of(task.confirmsAt), receipts, receipts.size() == task.customerNos.size());
  }

  @Override
  public synchronized void recall(AcceptedCall call) {
    begin();
    var task = Objects.requireNonNull(tasks.get(call.vendorId()));
    if (task.takenBackAt == null) {
      task.takenBackAt = clock.instant();
    }
    end();
  }

  private void begin() {
    inquiries.add(clock.instant());
    if (random.nextDouble() < trouble) {
      if (random.nextBoolean()) {
        throw new ChannelUnavailableException("no answer");
      }
      throw new MisbehavingVendor.Killed();
    }
  }

  private void end() {
    if (random.nextDouble() < trouble / 2) {
      throw new MisbehavingVendor.Killed();
    }
  }

  /** How often each customer got a message, once everything has happened. */
  synchronized Map<Integer, Integer> delivered() {
    Map<Integer, Integer> times = new HashMap<>();
    var now = clock.instant();
    for (var task : tasks.values()) {
      if (task.isConfirmed(now)) {
        task.customerNos.stream()
            .filter(no -> !unreachable.contains(no))
            .forEach(no -> times.merge(no, 1, Integer::sum));
      }
    }
    return times;
  }
}
