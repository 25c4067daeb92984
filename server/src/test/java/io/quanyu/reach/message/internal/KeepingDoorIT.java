package io.quanyu.reach.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.ContactPolicy;
import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.contact.QuietHours;
import io.quanyu.reach.channel.Call;
import io.quanyu.reach.channel.CallAnswer;
import io.quanyu.reach.channel.MessageContent;
import io.quanyu.reach.channel.Redelivery;
import io.quanyu.reach.message.DispatchState;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.NewDispatch;
import io.quanyu.reach.message.SuppressionReason;
import io.quanyu.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
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

/** What is decided when a call is taken, long after its messages were written. */
class KeepingDoorIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  /** 22:00 in Shanghai. */
  private static final Instant NIGHT = Instant.parse("2026-11-23T14:00:00Z");

  /** 9:00 in Shanghai on the next day. */
  private static final Instant MORNING = Instant.parse("2026-11-24T01:00:00Z");

  private final MessageFixture fixture = new MessageFixture(database, NIGHT);
  private final MessageSource source = new MessageSource("test", UUID.randomUUID());
  private final MisbehavingVendor vendor = vendor(60);

  @BeforeEach
  void empty() {
    fixture.empty(NIGHT);
    fixture.channels.add(vendor);
  }

  @Test
  void marketingWaitsForTheMorningAndServiceDoesNot() throws InterruptedException {
    fixture.policies.replace(
        fixture.policies.current().version(),
        new ContactPolicy(
            List.of(),
            new QuietHours.Daily(
                LocalTime.of(21, 0), LocalTime.of(9, 0), ZoneId.of("Asia/Shanghai"))),
        0,
        NIGHT);
    add(source, MessagePurpose.MARKETING, 1, 2);
    add(source, MessagePurpose.SERVICE, 3);

    round();
    assertThat(reached()).isEqualTo(RoaringBitmap.bitmapOf(3));
    fixture.clock.set(MORNING.minusMillis(1));
    round();
    assertThat(reached()).isEqualTo(RoaringBitmap.bitmapOf(3));
    fixture.clock.set(MORNING);
    round();

    assertThat(reached()).isEqualTo(RoaringBitmap.bitmapOf(1, 2, 3));
  }

  @Test
  void aPausedSourceSendsNothingUntilItGoesOn() throws InterruptedException {
    var other = new MessageSource("test", UUID.randomUUID());
    add(source, MessagePurpose.MARKETING, 1, 2);
    add(other, MessagePurpose.MARKETING, 3);
    fixture.outbox.pause(source, true);

    round();
    round();
    assertThat(reached()).isEqualTo(RoaringBitmap.bitmapOf(3));
    fixture.outbox.pause(source, false);
    round();

    assertThat(reached()).isEqualTo(RoaringBitmap.bitmapOf(1, 2, 3));
  }

  @Test
  void whoMayNotBeWrittenToAnyMoreDoesNotGetIt() throws InterruptedException {
    add(source, MessagePurpose.MARKETING, 1, 2, 3);
    add(source, MessagePurpose.MARKETING, 4);
    add(source, MessagePurpose.SERVICE, 5, 6);
    fixture.consent.withdraw("vendor", List.of(1, 4, 5), NIGHT);
    fixture.suppressions.addCustomers("vendor", List.of(2, 6), SuppressionReason.COMPLAINT, NIGHT);
    fixture.suppressions.addIdentifiers(
        "other",
        List.of(MessageFixture.NumberedAddresses.address(3)),
        SuppressionReason.COMPLAINT,
        NIGHT);

    round();

    assertThat(reached()).isEqualTo(RoaringBitmap.bitmapOf(3, 5));
    assertThat(reason(1)).isEqualTo("no_consent");
    assertThat(reason(2)).isEqualTo("suppressed");
    assertThat(reason(4)).isEqualTo("no_consent");
    assertThat(reason(6)).isEqualTo("suppressed");
    var counts = fixture.outbox.count(source);
    assertThat(counts.refused()).isEqualTo(4);
    assertThat(counts.in(DispatchState.ACCEPTED)).isEqualTo(2);
    assertThat(fixture.outbox.outcomes(source, 0).failed())
        .isEqualTo(RoaringBitmap.bitmapOf(1, 2, 4, 6));
    assertThat(fixture.outbox.count(source).in(DispatchState.PLANNED)).isZero();
  }

  @Test
  void whoObjectsToPersonalisationGetsGeneralMarketingOnly() throws InterruptedException {
    var general = new MessageSource("test", UUID.randomUUID());
    add(source, MessagePurpose.MARKETING, true, 1, 2, 3);
    add(general, MessagePurpose.MARKETING, false, 1, 2, 3);
    fixture.consent.objects(2);
    fixture.consent.isMinor(3);

    round();

    assertThat(vendor.recipients.values()).containsExactlyInAnyOrder(List.of(1), List.of(1, 2));
    assertThat(reason(2)).isEqualTo("no_personalisation");
    assertThat(reason(3)).isEqualTo("minor");
  }

  @Test
  void whoComesBackGetsMessagesAgain() throws InterruptedException {
    fixture.consent.withdraw("vendor", List.of(1), NIGHT);
    fixture.suppressions.addCustomers("vendor", List.of(2), SuppressionReason.COMPLAINT, NIGHT);
    assertThat(fixture.limits.lostSince(Set.of("vendor"), NIGHT))
        .isEqualTo(RoaringBitmap.bitmapOf(1, 2));
    fixture.consent.grant("vendor", List.of(1));
    fixture.suppressions.removeCustomers("vendor", List.of(2), SuppressionReason.COMPLAINT);
    add(source, MessagePurpose.MARKETING, 1, 2);

    round();

    assertThat(reached()).isEqualTo(RoaringBitmap.bitmapOf(1, 2));
  }

  @Test
  void whatIsBegunWhenItIsStoppedIsNotBegunAgain() throws InterruptedException {
    add(source, MessagePurpose.MARKETING, 1);
    var busy =
        new MisbehavingVendor(
            MisbehavingVendor.terms(Redelivery.LOOK_UP, 60), fixture.clock, new Random(1), 0) {
          @Override
          CallAnswer answer(Call call) {
            fixture.outbox.cancel(source, "stopped");
            return new CallAnswer.NotNow(Duration.ofSeconds(1), "45009");
          }
        };

    assertThat(fixture.sending(busy, database.transactions()).run()).isTrue();

    assertThat(fixture.outbox.count(source).in(DispatchState.CANCELLED)).isEqualTo(1);
    assertThat(fixture.outbox.isClosed(source, 0)).isTrue();
  }

  @Test
  void twoServersTogetherKeepToTheRate() throws Exception {
    int rate = 9;
    var limited = vendor(rate);
    for (int customerNo = 1; customerNo <= 60; customerNo++) {
      add(source, MessagePurpose.MARKETING, customerNo);
    }
    try (var servers = Executors.newFixedThreadPool(2)) {
      var random = new Random(11);
      for (int round = 0; round < 400 && limited.begun.size() < 60; round++) {
        List<Callable<Boolean>> both = new ArrayList<>();
        for (int server = 0; server < 2; server++) {
          both.add(() -> fixture.sending(limited, database.transactions()).run());
        }
        for (var done : servers.invokeAll(both)) {
          done.get();
        }
        fixture.clock.set(fixture.clock.instant().plusMillis(500 + random.nextInt(9_000)));
      }
    }

    var begun = limited.begun.stream().sorted().toList();
    assertThat(begun).hasSize(60);
    for (int i = rate; i < begun.size(); i++) {
      assertThat(Duration.between(begun.get(i - rate), begun.get(i)))
          .as("call %d", i)
          .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }
  }

  private MisbehavingVendor vendor(int callsPerMinute) {
    return new MisbehavingVendor(
        MisbehavingVendor.terms(Redelivery.IDEMPOTENT, callsPerMinute),
        fixture.clock,
        new Random(5),
        0);
  }

  private String reason(int customerNo) {
    return fixture.log.find(source, List.of(customerNo)).getFirst().reason().orElseThrow();
  }

  private RoaringBitmap reached() {
    var reached = new RoaringBitmap();
    vendor.recipients.values().forEach(all -> all.forEach(reached::add));
    return reached;
  }

  private void round() throws InterruptedException {
    fixture.sending(vendor, database.transactions()).run();
  }

  private void add(MessageSource to, MessagePurpose purpose, int... customerNos) {
    add(to, purpose, false, customerNos);
  }

  private void add(
      MessageSource to, MessagePurpose purpose, boolean isPersonalised, int... customerNos) {
    database
        .transactions()
        .executeWithoutResult(_ ->
            fixture.outbox.add(
                to,
                List.of(
                    new NewDispatch(
                        "vendor",
                        "",
                        purpose,
                        isPersonalised,
                        MessageContent.ofText("您好"),
                        IntStream.of(customerNos).boxed().toList(),
                        0,
                        NIGHT))));
  }
}
