package io.quanyu.reach.broadcast.internal;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.segment.SegmentCondition;
import io.quanyu.know.identity.CustomerSets;
import io.quanyu.know.purchase.PeriodBuyers;
import io.quanyu.platform.database.NumberSets;
import io.quanyu.reach.TestChannel;
import io.quanyu.reach.broadcast.Broadcast;
import io.quanyu.reach.broadcast.BroadcastDraft;
import io.quanyu.reach.broadcast.BroadcastState;
import io.quanyu.reach.broadcast.internal.BroadcastStore.Frozen;
import io.quanyu.reach.broadcast.internal.BroadcastStore.Names;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.content.ChannelContent;
import io.quanyu.reach.content.MessageWords;
import io.quanyu.reach.message.internal.HandDrivenOutbox;
import io.quanyu.testing.SetClock;
import io.quanyu.testing.TestDatabase;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * The module, built by hand on a test database, with two channels: guides first, then the brand.
 */
final class BroadcastFixture {

  static final Currency CNY = Currency.getInstance("CNY");
  static final int EFFECT_DAYS = 14;

  private static final SegmentCondition WOMEN = new SegmentCondition.HasTag("gender", List.of("f"));

  final TestDatabase database;
  final HandDrivenOutbox messages;
  final SetClock clock;
  final TestChannel guides;
  final TestChannel brand;
  final BroadcastStore store;
  final AudienceStore audiences;
  final RunningSql running;
  final ReportingBroadcast reporting;
  final ReadingChannels channels;

  /** Whom every segment holds. */
  final AtomicReference<RoaringBitmap> members = new AtomicReference<>(new RoaringBitmap());

  final AtomicBoolean isSegmentBroken = new AtomicBoolean();

  private final CustomerSets customers;

  BroadcastFixture(TestDatabase database, Instant now) {
    this.database = database;
    this.messages = new HandDrivenOutbox(database, now);
    this.clock = messages.clock();
    this.guides = TestChannel.ofGuides("guides", 7, clock);
    this.brand = TestChannel.ofTheBrand("brand", 10, clock);
    messages.channels().add(guides);
    messages.channels().add(brand);
    var beans = new StaticListableBeanFactory();
    beans.addBean("guides", guides);
    beans.addBean("brand", brand);
    this.store = new BroadcastStore(database.dsl(), JsonMapper.shared());
    this.audiences = new AudienceStore(database.dsl());
    this.running = new RunningSql(database.dsl());
    this.channels = new ReadingChannels(beans.getBeanProvider(Channel.class), messages.limits());
    this.customers =
        new CustomerSets(new NumberSets(database.dsl(), database.transactionManager()));
    this.reporting =
        new ReportingBroadcast(
            store,
            audiences,
            messages.outbox(),
            messages.limits(),
            new PeriodBuyers(database.dsl(), database.transactionManager()),
            customers,
            clock);
  }

  /** As new, with nobody lit. */
  void empty(Instant now) {
    messages.empty(now);
    guides.forget();
    brand.forget();
    database.jdbc().sql("truncate reach_broadcast.broadcast, reach_broadcast.audience").update();
  }

  AdvancingBroadcasts advancing(TransactionOperations transactions) {
    return new AdvancingBroadcasts(
        running,
        store,
        audiences,
        _ -> {
          if (isSegmentBroken.get()) {
            throw new IllegalStateException("the segment cannot be evaluated");
          }
          return members.get().clone();
        },
        customers,
        channels,
        messages.policies(),
        new WritingMessages(channels, messages.outbox()),
        messages.outbox(),
        transactions,
        clock);
  }

  /** Does all steps that are due now. */
  void advance() {
    var advancing = advancing(database.transactions());
    while (advancing.advance()) {
      // until none is due
    }
  }

  /** A broadcast that two people let go; it is due now. */
  UUID approved(@Nullable Integer backUpAfterMinutes, int controlBp, int spreadMinutes) {
    var draft =
        new BroadcastDraft(
            "Autumn",
            UUID.randomUUID(),
            UUID.randomUUID(),
            List.of("guides", "brand"),
            backUpAfterMinutes,
            controlBp,
            null,
            spreadMinutes,
            true,
            EFFECT_DAYS,
            CNY);
    var names = new Names("Women", "Hello");
    var content = new ChannelContent("您好", null);
    var words =
        new MessageWords(
            MessagePurpose.MARKETING, Map.of("guides", content, "brand", content), Map.of());
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(_ -> {
              var id = store.insert(draft, names, "anna", clock.instant()).id();
              store.submit(id, new Frozen(names, words, WOMEN), "anna", clock.instant());
              return store.approve(id, null, "carl", clock.instant()).id();
            }));
  }

  Broadcast get(UUID id) {
    return store.get(id);
  }

  BroadcastState state(UUID id) {
    return store.get(id).state();
  }

  /** Sends, asks and takes back whatever is due now. */
  void work() {
    for (var channel : List.of(guides, brand)) {
      messages.send(channel, database.transactions());
      messages.follow(channel, database.transactions());
    }
  }
}
