package io.quanyu.reach.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.channel.Receipt;
import io.quanyu.reach.channel.Redelivery;
import io.quanyu.reach.message.ChannelProgress;
import io.quanyu.reach.message.LoggedMessage;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.MessageState;
import io.quanyu.reach.message.NewDispatch;
import io.quanyu.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

/** What vendors tell by callbacks is counted once: whatever they repeat, whenever they tell it. */
class ReceiptsIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");
  private static final int CUSTOMERS = 40;

  private final MessageFixture fixture = new MessageFixture(database, START);
  private final MessageSource source = new MessageSource("test", UUID.randomUUID());
  private final MisbehavingVendor vendor =
      new MisbehavingVendor(
          MisbehavingVendor.terms(Redelivery.IDEMPOTENT, 60), fixture.clock, new Random(5), 0);

  @BeforeEach
  void empty() {
    fixture.empty(START);
  }

  @Test
  void repeatedReceiptsInAnyOrderFromManyThreadsAreCountedOnce() throws Exception {
    var vendorId = send();
    List<Receipt> told = new ArrayList<>();
    for (int customerNo = 1; customerNo <= CUSTOMERS; customerNo++) {
      // Some fail and are delivered after all, in either order.
      if (customerNo % 4 != 0) {
        told.add(delivered(customerNo));
      }
      if (customerNo % 4 <= 1) {
        told.add(failed(customerNo));
      }
    }
    List<Callable<Integer>> callbacks = new ArrayList<>();
    var random = new Random(7);
    for (int i = 0; i < 24; i++) {
      Collections.shuffle(told, random);
      var part = i == 0 ? List.copyOf(told) : List.copyOf(told.subList(0, told.size() / 2));
      callbacks.add(() -> fixture.receipts.record("vendor", vendorId, part));
    }
    Collections.shuffle(callbacks, random);

    int counted = 0;
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (var one : threads.invokeAll(callbacks)) {
        counted += one.get();
      }
    }

    assertThat(counted).isEqualTo(told.size());
    assertThat(fixture.outbox.progress(source))
        .containsExactly(
            new ChannelProgress("vendor", 0, 0, 0, CUSTOMERS * 3 / 4, CUSTOMERS / 4, 0, 0, 0, 0));
    assertThat(fixture.outbox.isClosed(source, 0)).isTrue();
    var outcomes = fixture.outbox.outcomes(source, 0);
    assertThat(outcomes.reached().getCardinality()).isEqualTo(CUSTOMERS * 3 / 4);
    assertThat(outcomes.failed())
        .isEqualTo(RoaringBitmap.bitmapOf(IntStream.rangeClosed(1, 10).map(i -> i * 4).toArray()));
    assertThat(
            fixture.outbox.reachedOverTime(source, 200).stream()
                .mapToLong(span -> span.reached())
                .sum())
        .isEqualTo(CUSTOMERS * 3 / 4);
  }

  @Test
  void aReceiptThatOvertakesTheAnswerIsCountedWithIt() throws InterruptedException {
    plan();
    var mark =
        database.jdbc().sql("select mark from reach_message.dispatch").query(String.class).single();
    var vendorId = "v" + mark;

    assertThat(fixture.receipts.record("vendor", vendorId, List.of(delivered(1), failed(2))))
        .isEqualTo(2);
    assertThat(fixture.receipts.record("vendor", vendorId, List.of(delivered(1)))).isZero();
    assertThat(fixture.outbox.outcomes(source, 0).pending().getCardinality()).isEqualTo(CUSTOMERS);
    assertThat(fixture.sending(vendor, database.transactions()).run()).isTrue();

    var outcomes = fixture.outbox.outcomes(source, 0);
    assertThat(outcomes.reached()).isEqualTo(RoaringBitmap.bitmapOf(1));
    assertThat(outcomes.failed()).isEqualTo(RoaringBitmap.bitmapOf(2));
    assertThat(fixture.receipts.record("vendor", vendorId, List.of(delivered(1)))).isZero();
  }

  @Test
  void receiptsOfStrangersAreLeftOut() throws InterruptedException {
    vendor.refused.put(3, "blocked");
    var vendorId = send();

    assertThat(fixture.receipts.record("vendor", vendorId, List.of(delivered(CUSTOMERS + 1))))
        .isZero();
    assertThat(fixture.receipts.record("vendor", vendorId, List.of(delivered(3)))).isZero();
    assertThat(fixture.receipts.record("other", vendorId, List.of(delivered(1)))).isEqualTo(1);

    assertThat(fixture.outbox.progress(source))
        .containsExactly(new ChannelProgress("vendor", 0, 0, CUSTOMERS - 1, 0, 0, 1, 0, 0, 0));
    assertThat(fixture.outbox.outcomes(source, 0).failed()).isEqualTo(RoaringBitmap.bitmapOf(3));
  }

  @Test
  void whatNobodyTellsForThreeDaysIsGivenUpAndStillCountedWhenItComes()
      throws InterruptedException {
    var vendorId = send();
    fixture.receipts.record("vendor", vendorId, List.of(delivered(1)));
    follow(START.plus(Duration.ofMinutes(1)));
    fixture.outbox.recall(source, 0, Set.of("vendor"));
    follow(START.plus(Duration.ofDays(2)));
    assertThat(fixture.outbox.isClosed(source, 0)).as("an SMS cannot be taken back").isFalse();

    follow(START.plus(FollowingDispatches.CALLBACKS_FOR));

    assertThat(fixture.outbox.isClosed(source, 0)).isTrue();
    assertThat(fixture.outbox.outcomes(source, 0).failed().getCardinality())
        .isEqualTo(CUSTOMERS - 1);
    assertThat(fixture.receipts.record("vendor", vendorId, List.of(delivered(2)))).isEqualTo(1);
    assertThat(fixture.outbox.outcomes(source, 0).reached())
        .isEqualTo(RoaringBitmap.bitmapOf(1, 2));
  }

  @Test
  void theLogTellsTheStateOfOneMessage() throws InterruptedException {
    vendor.refused.put(4, "blocked");
    var vendorId = send();
    fixture.receipts.record("vendor", vendorId, List.of(delivered(1), failed(2)));

    assertThat(logged(1).state()).isEqualTo(MessageState.REACHED);
    assertThat(logged(1).receivedAt()).contains(START.plusSeconds(30));
    assertThat(logged(2).state()).isEqualTo(MessageState.FAILED);
    assertThat(logged(2).reason()).contains("UNDELIV");
    assertThat(logged(3).state()).isEqualTo(MessageState.SENT);
    assertThat(logged(4).state()).isEqualTo(MessageState.REFUSED);
    assertThat(logged(4).reason()).contains("blocked");
    assertThat(fixture.log.find(source, List.of(CUSTOMERS + 1))).isEmpty();
  }

  private LoggedMessage logged(int customerNo) {
    return fixture.log.find(source, List.of(customerNo)).getFirst();
  }

  private static Receipt delivered(int customerNo) {
    return new Receipt(customerNo, Receipt.Kind.DELIVERED, START.plusSeconds(30), Optional.empty());
  }

  private static Receipt failed(int customerNo) {
    return new Receipt(
        customerNo, Receipt.Kind.FAILED, START.plusSeconds(20), Optional.of("UNDELIV"));
  }

  private void follow(Instant now) throws InterruptedException {
    fixture.clock.set(now);
    fixture.following(vendor, database.transactions()).run();
  }

  private void plan() {
    database
        .transactions()
        .executeWithoutResult(_ ->
            fixture.outbox.add(
                source,
                List.of(
                    new NewDispatch(
                        "vendor",
                        "",
                        MessagePurpose.MARKETING,
                        false,
                        MessageContent.ofText("您好"),
                        IntStream.rangeClosed(1, CUSTOMERS).boxed().toList(),
                        0,
                        START))));
  }

  /** Sends to all customers by one call; the vendor's id of it. */
  private String send() throws InterruptedException {
    plan();
    assertThat(fixture.sending(vendor, database.transactions()).run()).isTrue();
    return "v" + vendor.delivered.keySet().iterator().next();
  }
}
