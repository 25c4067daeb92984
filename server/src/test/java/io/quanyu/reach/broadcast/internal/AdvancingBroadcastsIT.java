package io.quanyu.reach.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.core.contact.ControlDraw;
import io.quanyu.reach.TestChannel;
import io.quanyu.reach.broadcast.BroadcastState;
import io.quanyu.reach.broadcast.internal.AudienceStore.Part;
import io.quanyu.reach.channel.Call;
import io.quanyu.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** Who gets a broadcast when and over what, whatever is killed in between. */
class AdvancingBroadcastsIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");
  private static final int CUSTOMERS = 400;
  private static final int BACK_UP_AFTER_MINUTES = 60;
  private static final Duration BACK_UP_AFTER = Duration.ofMinutes(BACK_UP_AFTER_MINUTES);

  private final BroadcastFixture fixture = new BroadcastFixture(database, START);

  @BeforeEach
  void empty() {
    fixture.empty(START);
    light(new Random(1));
  }

  /** Everybody is meant; some have a guide, some a phone, some neither. */
  private void light(Random random) {
    fixture.members.set(RoaringBitmap.bitmapOfRange(1, CUSTOMERS + 1L));
    Map<String, RoaringBitmap> byGuide = new HashMap<>();
    var phones = new RoaringBitmap();
    for (int no = 1; no <= CUSTOMERS; no++) {
      if (random.nextDouble() < 0.5) {
        byGuide.computeIfAbsent("guide" + no % 9, _ -> new RoaringBitmap()).add(no);
      }
      if (random.nextDouble() < 0.7) {
        phones.add(no);
      }
    }
    fixture.guides.setSenders(byGuide);
    fixture.brand.setSenders(Map.of("", phones));
  }

  @Test
  void aLaunchSplitsTheAudienceAndWritesOneMessageToEachOfTheChosen() {
    var id = fixture.approved(null, 2_000, 60);

    fixture.advance();

    var lit = RoaringBitmap.or(fixture.guides.lit(), fixture.brand.lit());
    var draw = new ControlDraw(id.toString(), 2_000);
    var chosen = fixture.audiences.load(id, Part.CHOSEN);
    var control = fixture.audiences.load(id, Part.CONTROL);
    for (int no = 1; no <= CUSTOMERS; no++) {
      assertThat(chosen.contains(no)).isEqualTo(lit.contains(no) && !draw.isDrawn(no));
      assertThat(control.contains(no)).isEqualTo(lit.contains(no) && draw.isDrawn(no));
    }
    var written = fixture.audiences.written(id);
    assertThat(written.get("guides")).isEqualTo(RoaringBitmap.and(chosen, fixture.guides.lit()));
    assertThat(written.get("brand")).isEqualTo(RoaringBitmap.andNot(chosen, fixture.guides.lit()));
    assertThat(messagesOf(id)).isEqualTo(once(chosen));
    var broadcast = fixture.get(id);
    assertThat(broadcast.state()).isEqualTo(BroadcastState.SENDING);
    assertThat(broadcast.launchedAt()).isEqualTo(START);
    assertThat(broadcast.mark()).matches("qy-[0-9a-z]{6}");
  }

  @Test
  void aLaunchChoosesAmongThoseWhoAreKnownNowAndNotSomeSecondsAgo() {
    var id = fixture.approved(null, 0, 0);
    var present = RoaringBitmap.bitmapOfRange(1, CUSTOMERS / 2L);
    fixture.guides.setSenders(Map.of());
    fixture.brand.commit(Map.of("", present)); // the others were merged away a moment ago

    fixture.advance();

    assertThat(fixture.audiences.load(id, Part.CHOSEN)).isEqualTo(present);
    assertThat(messagesOf(id)).isEqualTo(once(present));
  }

  @Test
  void callsHaveOneSenderNoMoreRecipientsThanAllowedAndAreSpreadOverTheWindow() {
    var id = fixture.approved(null, 0, 60);
    fixture.advance();

    var times =
        database
            .jdbc()
            .sql("select not_before from reach_message.dispatch order by 1")
            .query((row, _) -> row.getTimestamp(1).toInstant())
            .list();
    assertThat(times.getFirst()).isEqualTo(START);
    assertThat(times.getLast())
        .isBefore(START.plus(Duration.ofMinutes(60)))
        .isAfter(START.plus(Duration.ofMinutes(50)));
    fixture.work();
    int first = fixture.guides.calls().size() + fixture.brand.calls().size();
    assertThat(first).as("calls at the start").isBetween(2, 10);

    fixture.clock.set(START.plus(Duration.ofHours(1)));
    fixture.work();

    assertThat(fixture.guides.calls())
        .isNotEmpty()
        .allSatisfy(call -> {
          assertThat(call.customerNos()).hasSizeBetween(1, 7);
          var own = fixture.guides.bySender(all()).getOrDefault(call.sender(), new RoaringBitmap());
          call.customerNos().forEach(no -> assertThat(own.contains((int) no)).isTrue());
        });
    assertThat(fixture.brand.calls())
        .isNotEmpty()
        .allSatisfy(call -> {
          assertThat(call.customerNos()).hasSizeBetween(1, 10);
          assertThat(call.sender()).isEmpty();
        });
    assertThat(RoaringBitmap.or(recipients(fixture.guides), recipients(fixture.brand)))
        .isEqualTo(fixture.audiences.load(id, Part.CHOSEN));
  }

  @Test
  void theBackUpGoesOnlyToWhomTheFirstChannelDidNotReach() {
    var id = fixture.approved(BACK_UP_AFTER_MINUTES, 1_000, 0);
    fixture.advance();
    fixture.work();
    var byGuides = recipients(fixture.guides);
    var confirmed = fixture.guides.calls().get(0);
    fixture.guides.confirm(confirmed);

    goOn(START.plus(BACK_UP_AFTER), 20);

    var backedUp = fixture.audiences.written(id, 1).get("brand");
    var expected = RoaringBitmap.and(byGuides, fixture.brand.lit());
    confirmed.customerNos().forEach(no -> expected.remove((int) no));
    assertThat(expected.isEmpty()).isFalse();
    assertThat(backedUp).isEqualTo(expected);
    assertThat(RoaringBitmap.and(recipients(fixture.guides), backedUp).isEmpty())
        .as("nobody can get it twice")
        .isTrue();
    assertThat(recipients(fixture.brand).contains(backedUp)).isTrue();
  }

  /** A guide's task has customers with and without a further channel. */
  @Test
  void whoIsTakenBackWithOthersAndHasNoFurtherChannelIsToldOverTheSameOneAgain() {
    var id = fixture.approved(BACK_UP_AFTER_MINUTES, 0, 0);
    fixture.advance();
    fixture.work();
    var byGuides = recipients(fixture.guides);
    var stranded = RoaringBitmap.andNot(byGuides, fixture.brand.lit());
    assertThat(stranded.isEmpty()).isFalse();

    goOn(START.plus(BACK_UP_AFTER), 20);

    assertThat(fixture.audiences.written(id, 1).get("guides")).isEqualTo(stranded);
    assertThat(recipients(fixture.guides)).isEqualTo(stranded);
    assertThat(callsPerCustomer(fixture.guides).values()).containsOnly(1);
  }

  /** Texts wait their turn for hours where the gateway takes few at once. */
  @Test
  void whatWaitsItsTurnOnAChannelThatTakesNothingBackIsSent() {
    var id = fixture.approved(BACK_UP_AFTER_MINUTES, 0, 0);
    fixture.advance(); // nothing is sent before the back-up is due

    goOn(START.plus(BACK_UP_AFTER), 20);

    assertThat(recipients(fixture.brand).contains(fixture.audiences.written(id, 0).get("brand")))
        .isTrue();
    assertThat(RoaringBitmap.or(recipients(fixture.guides), recipients(fixture.brand)))
        .isEqualTo(fixture.audiences.load(id, Part.CHOSEN));
  }

  @Test
  void theBackUpKnowsWhoBecameOneCustomerSinceTheLaunch() {
    var id = fixture.approved(BACK_UP_AFTER_MINUTES, 1_000, 0);
    fixture.advance();
    fixture.work();
    var confirmed = fixture.guides.calls().get(0);
    fixture.guides.confirm(confirmed);
    var unreached = RoaringBitmap.and(recipients(fixture.guides), fixture.brand.lit());
    confirmed.customerNos().forEach(no -> unreached.remove((int) no));
    var control = fixture.audiences.load(id, Part.CONTROL);
    int reachedElsewhere = unreached.select(0);
    int controlElsewhere = unreached.select(1);
    int former = unreached.select(2);
    int present = CUSTOMERS + 1;
    fixture.messages.merge(confirmed.customerNos().getFirst(), reachedElsewhere);
    fixture.messages.merge(control.first(), controlElsewhere);
    fixture.messages.merge(former, present);
    var phones = fixture.brand.lit();
    phones.remove(former);
    phones.add(present);
    fixture.brand.setSenders(Map.of("", phones));

    goOn(START.plus(BACK_UP_AFTER), 20);

    unreached.remove(reachedElsewhere);
    unreached.remove(controlElsewhere);
    unreached.remove(former);
    unreached.add(present);
    assertThat(fixture.audiences.written(id, 1).get("brand")).isEqualTo(unreached);
  }

  @Test
  void nothingIsTakenBackWhenNobodyHasAFurtherChannel() {
    fixture.brand.setSenders(Map.of("", new RoaringBitmap()));
    fixture.approved(BACK_UP_AFTER_MINUTES, 0, 0);
    fixture.advance();
    fixture.work();
    var byGuides = recipients(fixture.guides);

    goOn(START.plus(BACK_UP_AFTER), 20);

    assertThat(recipients(fixture.guides)).isEqualTo(byGuides);
  }

  @Test
  void aPauseBeginsNothingAndPutsTheBackUpOff() {
    var id = fixture.approved(BACK_UP_AFTER_MINUTES, 0, 0);
    fixture.advance();
    pause(id);
    fixture.clock.set(START.plus(Duration.ofHours(5)));
    fixture.advance();
    fixture.work();
    assertThat(fixture.guides.calls()).isEmpty();
    assertThat(fixture.state(id)).isEqualTo(BroadcastState.PAUSED);

    database
        .transactions()
        .executeWithoutResult(_ -> {
          fixture.messages.outbox().pause(AdvancingBroadcasts.sourceOf(id), false);
          fixture.running.resumed(id, fixture.clock.instant());
        });
    fixture.advance();
    fixture.work();

    assertThat(fixture.guides.calls()).isNotEmpty();
    assertThat(fixture.audiences.visits(id)).isEqualTo(1);
    goOn(START.plus(Duration.ofHours(5)).plus(BACK_UP_AFTER), 20);
    assertThat(fixture.audiences.visits(id)).isEqualTo(2);
  }

  private void pause(UUID id) {
    database
        .transactions()
        .executeWithoutResult(_ -> {
          fixture.messages.outbox().pause(AdvancingBroadcasts.sourceOf(id), true);
          fixture.running.paused(id, fixture.clock.instant());
        });
  }

  @Test
  void endsWhenNothingCanComeAnyMore() {
    fixture.brand.setSenders(Map.of("", new RoaringBitmap()));
    var id = fixture.approved(null, 0, 0);
    fixture.advance();
    fixture.work();
    fixture.guides.calls().forEach(fixture.guides::confirm);

    goOn(START.plusSeconds(10), 10);

    assertThat(fixture.state(id)).isEqualTo(BroadcastState.ENDED);
  }

  @Test
  void endsWhenItsWindowIsOverThoughGuidesNeverConfirmed() {
    var id = fixture.approved(null, 0, 0);
    fixture.advance();
    fixture.work();
    goOn(START.plus(Duration.ofDays(BroadcastFixture.EFFECT_DAYS - 1)), 2);
    assertThat(fixture.state(id)).isEqualTo(BroadcastState.SENDING);

    goOn(START.plus(Duration.ofDays(BroadcastFixture.EFFECT_DAYS)).plusSeconds(3_600), 2);

    assertThat(fixture.state(id)).isEqualTo(BroadcastState.ENDED);
  }

  @Test
  void aStepThatFailsIsToldAndTriedAgain() {
    fixture.guides.setSenders(Map.of());
    var id = fixture.approved(null, 0, 0);
    fixture.isSegmentBroken.set(true);
    fixture.advancing(database.transactions()).advance();
    assertThat(fixture.get(id).failure()).isNotBlank();
    assertThat(fixture.state(id)).isEqualTo(BroadcastState.SCHEDULED);
    assertThat(fixture.advancing(database.transactions()).advance()).isFalse();

    fixture.isSegmentBroken.set(false);
    goOn(START.plusSeconds(31), 1);

    assertThat(fixture.state(id)).isEqualTo(BroadcastState.SENDING);
    assertThat(fixture.get(id).failure()).isNull();
  }

  @Test
  void whoeverDiesEverybodyGetsItOnceAndOnlyTheUnreachedAgain() {
    for (int seed = 1; seed <= 5; seed++) {
      fixture.empty(START);
      var random = new Random(seed);
      light(random);
      var id = fixture.approved(BACK_UP_AFTER_MINUTES, 1_000, 10);
      var dying = new Dying(random);
      var reached = new RoaringBitmap();
      for (int round = 0; round < 400 && fixture.audiences.visits(id) < 2; round++) {
        fixture.clock.set(fixture.clock.instant().plusSeconds(5 + random.nextInt(60)));
        dying.during(() -> fixture.advancing(dying).advance());
        dying.during(() -> {
          fixture.messages.send(fixture.guides, dying);
          fixture.messages.follow(fixture.guides, dying);
        });
        dying.during(() -> fixture.messages.send(fixture.brand, dying));
        for (var call : fixture.guides.calls()) {
          if (random.nextInt(150) == 0) {
            fixture.guides.confirm(call);
          }
        }
      }
      assertThat(fixture.audiences.visits(id)).as("seed %d: visits", seed).isEqualTo(2);
      goOn(fixture.clock.instant().plusSeconds(120), 5);

      for (var call : fixture.guides.calls()) {
        call.customerNos().forEach(no -> reached.add((int) no));
      }
      var chosen = fixture.audiences.load(id, Part.CHOSEN);
      var texted = recipients(fixture.brand);
      var twice = RoaringBitmap.and(reached, texted);
      assertThat(twice).as("seed %d: twice", seed).isEqualTo(new RoaringBitmap());
      var expected = RoaringBitmap.andNot(chosen, reached);
      expected.and(fixture.brand.lit());
      assertThat(texted).as("seed %d: texted", seed).isEqualTo(expected);
      assertThat(callsPerCustomer(fixture.brand)).as("seed %d", seed).isEqualTo(once(texted));
    }
  }

  /** Lets time go on from a moment, with everything done that is due. */
  private void goOn(Instant from, int seconds) {
    fixture.clock.set(from);
    for (int i = 0; i <= seconds; i++) {
      fixture.advance();
      fixture.work();
      fixture.clock.set(fixture.clock.instant().plusSeconds(4));
    }
    fixture.advance();
  }

  private static RoaringBitmap all() {
    return RoaringBitmap.bitmapOfRange(1, CUSTOMERS + 1L);
  }

  /** To whom the vendor has a message that was not taken back. */
  private static RoaringBitmap recipients(TestChannel channel) {
    var recipients = new RoaringBitmap();
    for (Call call : channel.calls()) {
      call.customerNos().forEach(no -> recipients.add((int) no));
    }
    return recipients;
  }

  private static Map<Integer, Integer> callsPerCustomer(TestChannel channel) {
    Map<Integer, Integer> calls = new HashMap<>();
    for (Call call : channel.calls()) {
      call.customerNos().forEach(no -> calls.merge(no, 1, Integer::sum));
    }
    return calls;
  }

  private static Map<Integer, Integer> once(RoaringBitmap customers) {
    Map<Integer, Integer> once = new HashMap<>();
    customers.forEach((int no) -> once.put(no, 1));
    return once;
  }

  private static Map<Integer, Integer> messagesOf(UUID id) {
    Map<Integer, Integer> messages = new HashMap<>();
    List<Integer> customerNos =
        database
            .jdbc()
            .sql(
                """
                select m.customer_no from reach_message.message m
                join reach_message.source s on s.source_no = m.source_no where s.id = ?
                """)
            .param(id)
            .query((row, _) -> row.getInt(1))
            .list();
    customerNos.forEach(no -> messages.merge(no, 1, Integer::sum));
    return messages;
  }

  /** The server is killed at the start of a transaction or after its commit, now and then. */
  private record Dying(Random random) implements TransactionOperations {

    private static final int SELDOM = 8;

    static final class Killed extends Error {
      private static final long serialVersionUID = 1L;
    }

    void during(Runnable work) {
      try {
        work.run();
      } catch (Killed e) {
        // Another server goes on with what is in the database.
      }
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
      boolean before = random.nextInt(SELDOM) == 0;
      boolean within = random.nextInt(SELDOM) == 0;
      boolean after = random.nextInt(SELDOM) == 0;
      if (before) {
        throw new Killed();
      }
      var result =
          database
              .transactions()
              .execute((TransactionStatus status) -> {
                var done = action.doInTransaction(status);
                if (within) {
                  throw new Killed();
                }
                return done;
              });
      if (after) {
        throw new Killed();
      }
      return result;
    }
  }
}
