package io.quanyu.reach.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quanyu.core.contact.MessagePurpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/**
 * What every channel keeps, tried against the vendor's stand-in by its real client. A channel's
 * test extends this and adds what is its own.
 */
public abstract class ChannelContract {

  /** The vendor behind the channel; what it is told concerns the next call to send only. */
  public interface Vendor {

    /** The connection is cut before anything is done. */
    void cutsTheNextCall();

    /** The work is done, then the connection is cut. */
    void losesTheNextAnswer();

    /** The work is done and answered, but late. */
    void answersTheNextCallAfter(Duration delay);

    /** The next call is one too many, the ones after it are not. */
    void isAtItsLimitOnce();

    /** How often it did the work of a call with this mark. */
    int timesDone(String mark);

    /** Requests to send that reached it, whatever it did with them. */
    int requests();
  }

  private static final AtomicInteger MARKS = new AtomicInteger();

  /**
   * Set up, with at least three lit customers, two of them by one sender; {@code callMax} ≤ 3 s.
   */
  protected abstract Channel channel();

  /** The same channel before anybody entered what it needs. */
  protected abstract Channel channelNotSetUp();

  protected abstract Vendor vendor();

  /** The time that the channel goes by. */
  protected abstract Clock clock();

  /** A customer who exists but is not lit. */
  protected abstract int darkCustomer();

  /** What is sent where a test does not care. */
  protected MessageContent content() {
    return MessageContent.ofText("New arrivals on Friday");
  }

  /** A mark that no other call has. */
  protected static String newMark() {
    return "qy-00000a-C0NTRACT%04d".formatted(MARKS.incrementAndGet());
  }

  /** A call to the customers of one sender, as many as she has but no more than three. */
  protected final Call call(String mark) {
    var senders = channel().bySender(channel().lit());
    var most =
        senders.entrySet().stream()
            .max(
                Comparator.<Map.Entry<String, RoaringBitmap>>comparingInt(
                        entry -> entry.getValue().getCardinality())
                    .thenComparing(Map.Entry::getKey))
            .orElseThrow();
    var customers = new ArrayList<Integer>();
    most.getValue().stream().limit(3).forEach(customers::add);
    return call(mark, most.getKey(), customers);
  }

  protected final Call call(String mark, String sender, List<Integer> customerNos) {
    return new Call(
        mark, sender, MessagePurpose.MARKETING, content(), customerNos, clock().instant());
  }

  @Test
  void whatItSaysOfItselfFitsTogether() {
    var channel = channel();

    assertThat(channel.code()).matches("[a-z][a-z0-9_]{0,39}");
    assertThat(channel.isSetUp()).isTrue();
    assertThat(channel.features().isRecallable() && !channel.features().isConfirmedBySender())
        .as("only what somebody must confirm can be taken back")
        .isFalse();
    channel
        .quota(YearMonth.of(2026, 11))
        .ifPresent(quota -> assertThat(quota).isGreaterThanOrEqualTo(1));
    if (channel.terms().redelivery() != Redelivery.LOOK_UP) {
      assertThatThrownBy(() -> channel.lookUp(List.of()))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void everyLitCustomerHasExactlyOneSender() {
    var lit = channel().lit();
    var senders = channel().bySender(lit);

    assertThat(lit.getCardinality()).isGreaterThanOrEqualTo(3);
    var all = new RoaringBitmap();
    long sum = 0;
    for (var customers : senders.values()) {
      assertThat(customers.isEmpty()).isFalse();
      all.or(customers);
      sum += customers.getLongCardinality();
    }
    assertThat(all).isEqualTo(lit);
    assertThat(sum).isEqualTo(lit.getLongCardinality());
  }

  @Test
  void whoIsNotLitHasNoSender() {
    assertThat(channel().lit().contains(darkCustomer())).isFalse();
    var asked = RoaringBitmap.bitmapOf(darkCustomer());

    channel().bySender(asked).values().forEach(customers -> assertThat(customers).isEmpty());
  }

  @Test
  void theSetsItGivesAreTheCallers() {
    int lit = channel().lit().getCardinality();

    channel().lit().clear();
    channel().bySender(channel().lit()).values().forEach(RoaringBitmap::clear);

    assertThat(channel().lit().getCardinality()).isEqualTo(lit);
    assertThat(channel().bySender(channel().lit())).isNotEmpty();
  }

  @Test
  void nobodyIsLitAndNothingIsSentBeforeItIsSetUp() {
    var channel = channelNotSetUp();

    assertThat(channel.isSetUp()).isFalse();
    assertThat(channel.lit()).isEmpty();
    assertThat(channel.send(call(newMark()))).isInstanceOf(CallAnswer.NotNow.class);
    assertThat(vendor().requests()).isZero();
  }

  @Test
  void aCallIsTakenOnce() {
    var call = call(newMark());

    var answer = channel().send(call);

    assertThat(answer)
        .isInstanceOfSatisfying(
            CallAnswer.Accepted.class,
            accepted -> {
              assertThat(accepted.vendorId()).isNotBlank();
              assertThat(accepted.refused()).isEmpty();
            });
    assertThat(vendor().timesDone(call.mark())).isEqualTo(1);
    assertThat(vendor().requests()).isEqualTo(1);
  }

  @Test
  void whoCannotBeReachedIsRefusedWithAReasonAndTheOthersAreReached() {
    var reached = call(newMark());
    var customers = new ArrayList<>(reached.customerNos());
    customers.add(darkCustomer());

    var answer = channel().send(call(reached.mark(), reached.sender(), customers));

    assertThat(answer)
        .isInstanceOfSatisfying(
            CallAnswer.Accepted.class,
            accepted -> {
              assertThat(accepted.refused()).containsOnlyKeys(darkCustomer());
              assertThat(accepted.refused().get(darkCustomer())).isNotBlank();
            });
  }

  @Test
  void aCallThatReachesNobodyIsRefused() {
    var call = call(newMark());

    var answer = channel().send(call(call.mark(), call.sender(), List.of(darkCustomer())));

    assertThat(answer)
        .isInstanceOfSatisfying(
            CallAnswer.Refused.class, refused -> assertThat(refused.reason()).isNotBlank());
    assertThat(vendor().timesDone(call.mark())).isZero();
  }

  @Test
  void anAnswerThatWasLostIsNotARefusal() {
    var call = call(newMark());
    vendor().losesTheNextAnswer();

    var answer = channel().send(call);

    assertThat(answer).isInstanceOf(CallAnswer.Lost.class);
    assertThat(vendor().requests()).as("it is not sent again by itself").isEqualTo(1);
    settle(call, 1);
  }

  @Test
  void aCallThatWasCutIsNotRepeatedByItself() {
    var call = call(newMark());
    vendor().cutsTheNextCall();

    var answer = channel().send(call);

    assertThat(answer).isInstanceOf(CallAnswer.Lost.class);
    assertThat(vendor().requests()).isEqualTo(1);
    assertThat(vendor().timesDone(call.mark())).isZero();
    settle(call, 0);
  }

  /** What the outbox does next ends with one message where the vendor had it, and where not. */
  private void settle(Call call, int done) {
    switch (channel().terms().redelivery()) {
      case LOOK_UP -> {
        assertThat(channel().lookUp(List.of(call)).keySet())
            .isEqualTo(done == 1 ? java.util.Set.of(call.mark()) : java.util.Set.of());
        if (done == 0) {
          assertThat(channel().send(call)).isInstanceOf(CallAnswer.Accepted.class);
        }
        assertThat(vendor().timesDone(call.mark())).isEqualTo(1);
      }
      case IDEMPOTENT -> {
        assertThat(channel().send(call)).isInstanceOf(CallAnswer.Accepted.class);
        assertThat(vendor().timesDone(call.mark())).isEqualTo(1);
      }
      case NONE -> assertThat(vendor().timesDone(call.mark())).isEqualTo(done);
    }
  }

  @Test
  void theSameCallTwiceIsOneMessageUnlessItCanBeLookedUp() {
    var call = call(newMark());

    var first = channel().send(call);
    var second = channel().send(call);

    switch (channel().terms().redelivery()) {
      case IDEMPOTENT -> {
        assertThat(second).isEqualTo(first);
        assertThat(vendor().timesDone(call.mark())).isEqualTo(1);
      }
      case NONE -> {
        assertThat(second).isInstanceOf(CallAnswer.Unknown.class);
        assertThat(vendor().timesDone(call.mark())).isEqualTo(1);
      }
      case LOOK_UP ->
          assertThat(vendor().timesDone(call.mark())).as("so look it up first").isEqualTo(2);
    }
  }

  @Test
  void lookingUpFindsByTheMarkWhatTheVendorHasAndNothingElse() {
    if (channel().terms().redelivery() != Redelivery.LOOK_UP) {
      assertThatThrownBy(() -> channel().lookUp(List.of(call(newMark()))))
          .isInstanceOf(UnsupportedOperationException.class);
      return;
    }
    var first = call(newMark());
    var second = call(newMark());
    var never = call(newMark());
    var firstId = ((CallAnswer.Accepted) channel().send(first)).vendorId();
    var secondId = ((CallAnswer.Accepted) channel().send(second)).vendorId();

    assertThat(channel().lookUp(List.of(second, never, first)))
        .isEqualTo(Map.of(first.mark(), firstId, second.mark(), secondId));
  }

  @Test
  void aVendorAtItsLimitDidNothingAndIsAskedLater() {
    var call = call(newMark());
    vendor().isAtItsLimitOnce();

    var answer = channel().send(call);

    assertThat(answer)
        .isInstanceOfSatisfying(
            CallAnswer.NotNow.class, later -> assertThat(later.pause()).isPositive());
    assertThat(vendor().timesDone(call.mark())).isZero();
  }

  @Test
  void aCallEndsInTimeHoweverSlowTheVendorIs() {
    var longest = channel().terms().callMax();
    var call = call(newMark());
    vendor().answersTheNextCallAfter(longest.plusSeconds(2));
    long start = System.nanoTime();

    var answer = channel().send(call);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(longest.plusSeconds(1));
    assertThat(answer).isInstanceOf(CallAnswer.Lost.class);
    assertThat(vendor().requests()).isEqualTo(1);
  }

  @Test
  void whatIsAskedOfAnAcceptedCallIsAboutItsRecipients() {
    var call = call(newMark());
    var accepted = accepted(call, ((CallAnswer.Accepted) channel().send(call)).vendorId());
    if (channel().features().receipts() != ChannelFeatures.ReceiptsBy.ASKING) {
      assertThatThrownBy(() -> channel().ask(accepted))
          .isInstanceOf(UnsupportedOperationException.class);
      return;
    }

    var progress = channel().ask(accepted);

    assertThat(call.customerNos())
        .containsAll(progress.receipts().stream().map(Receipt::customerNo).toList());
    if (channel().features().isConfirmedBySender()) {
      assertThat(progress.confirmedAt()).isEmpty();
      assertThat(progress.receipts()).isEmpty();
      assertThat(progress.isFinal()).isFalse();
    }
  }

  @Test
  void takingBackMayBeRepeated() {
    var call = call(newMark());
    var accepted = accepted(call, ((CallAnswer.Accepted) channel().send(call)).vendorId());
    if (!channel().features().isRecallable()) {
      assertThatThrownBy(() -> channel().recall(accepted))
          .isInstanceOf(UnsupportedOperationException.class);
      return;
    }

    channel().recall(accepted);
    channel().recall(accepted);

    assertThat(channel().ask(accepted).receipts()).isEmpty();
  }

  /** A call as the vendor has it. */
  protected static AcceptedCall accepted(Call call, String vendorId) {
    Instant at = call.startedAt();
    return new AcceptedCall(vendorId, call.mark(), call.sender(), call.customerNos(), at);
  }
}
