package io.quanyu.reach.broadcast.internal;

import io.quanyu.core.contact.AudiencePlan;
import io.quanyu.core.contact.AudiencePlan.ChannelFacts;
import io.quanyu.core.contact.ControlDraw;
import io.quanyu.core.contact.ControlGroups;
import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.know.identity.CustomerSets;
import io.quanyu.know.identity.MergedCustomers;
import io.quanyu.platform.web.ProblemException;
import io.quanyu.reach.broadcast.Broadcast;
import io.quanyu.reach.broadcast.BroadcastProblem;
import io.quanyu.reach.broadcast.BroadcastState;
import io.quanyu.reach.broadcast.internal.AudienceStore.Part;
import io.quanyu.reach.broadcast.internal.BroadcastStore.Approved;
import io.quanyu.reach.broadcast.internal.RunningSql.Position;
import io.quanyu.reach.broadcast.internal.WritingMessages.Timing;
import io.quanyu.reach.message.ContactPolicies;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.Outbox;
import io.quanyu.reach.message.Outcomes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves approved broadcasts on, a step at a time. Each step is one transaction that holds the
 * broadcast's row: a server that dies in it has done nothing, and the next one does it again.
 */
@Component
public final class AdvancingBroadcasts {

  /*
   * scheduled ─ launch ─▶ sending, visit 0 ─ back_up_at ─▶ recalled ─ all closed ─▶ visit 1 …
   *                                └─ no back-up left, nothing open or time over ─▶ ended
   *
   * A visit is one message to each of some customers: 0 over their first channel, each further one
   * to whom none so far reached. What is being taken back is waited for, so that nobody who may
   * still get a message gets another one. Where nothing can be taken back a message that may still
   * arrive is left alone; unknown ones are too, for good. Who was taken back with others of her guide and has no further
   * channel is told over the same one again. Customers who were merged since the
   * launch are told under their present number, and not if a message reached any of their numbers.
   */

  static final String SOURCE_KIND = "broadcast";

  /** For ever: the same customers are kept out of all broadcasts. */
  static final String GLOBAL_CONTROL_SALT = "global-control";

  private static final Logger log = LoggerFactory.getLogger(AdvancingBroadcasts.class);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);
  private static final Duration RECALL_LOOK_MIN = Duration.ofSeconds(1);
  private static final Duration RECALL_LOOK_MAX = Duration.ofMinutes(1);
  private static final Duration END_LOOK_MIN = Duration.ofSeconds(2);
  private static final Duration END_LOOK_MAX = Duration.ofMinutes(5);

  private final RunningSql sql;
  private final BroadcastStore store;
  private final AudienceStore audiences;
  private final Membership membership;
  private final CustomerSets customers;
  private final ReadingChannels channels;
  private final ContactPolicies policies;
  private final WritingMessages writing;
  private final Outbox outbox;
  private final TransactionOperations transactions;
  private final Clock clock;

  public AdvancingBroadcasts(
      RunningSql sql,
      BroadcastStore store,
      AudienceStore audiences,
      Membership membership,
      CustomerSets customers,
      ReadingChannels channels,
      ContactPolicies policies,
      WritingMessages writing,
      Outbox outbox,
      TransactionOperations transactions,
      Clock clock) {
    this.sql = sql;
    this.store = store;
    this.audiences = audiences;
    this.membership = membership;
    this.customers = customers;
    this.channels = channels;
    this.policies = policies;
    this.writing = writing;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Under which a broadcast's messages are kept. */
  static MessageSource sourceOf(UUID id) {
    return new MessageSource(SOURCE_KIND, id);
  }

  /**
   * Does the step of one broadcast that is due. A step that fails is put off; it keeps no other
   * broadcast waiting.
   *
   * @return whether there was one
   */
  public boolean advance() {
    var claimed = new AtomicReference<@Nullable Position>();
    try {
      transactions.executeWithoutResult(_ ->
          sql.claim(clock.instant())
              .ifPresent(position -> {
                claimed.set(position);
                step(position);
              }));
    } catch (RuntimeException e) {
      var position = claimed.get();
      if (position == null) {
        throw e;
      }
      log.error("broadcast {} waits: its step failed", position.id(), e);
      transactions.executeWithoutResult(_ ->
          sql.failed(
              position,
              e instanceof ProblemException problem
                  ? problem.detail()
                  : "Something went wrong on our side; the server's log says more.",
              clock.instant().plus(PAUSE_AFTER_FAILURE)));
    }
    return claimed.get() != null;
  }

  private void step(Position position) {
    var approved = store.approved(position.id());
    if (position.state() == BroadcastState.SCHEDULED) {
      launch(approved);
    } else if (position.backUpAt() == null) {
      endIfOver(approved.broadcast(), position.visit());
    } else if (position.recalledAt() == null) {
      recall(approved, position, position.backUpAt());
    } else {
      backUp(approved, position, position.recalledAt());
    }
  }

  private void launch(Approved approved) {
    var broadcast = approved.broadcast();
    var now = clock.instant();
    var purpose = approved.words().purpose();
    if (broadcast.channels().stream().noneMatch(code -> channels.get(code).isSetUp())) {
      throw new ProblemException(BroadcastProblem.STATE_WRONG, "None of its channels is set up.");
    }
    var policy = policies.current();
    var plan =
        AudiencePlan.of(
            membership.members(approved.condition()),
            channels.currentFacts(broadcast.channels(), purpose, broadcast.personalised(), now),
            new ControlGroups(
                globalControl(purpose, policy.globalControlBp()),
                new ControlDraw(broadcast.id().toString(), broadcast.controlBp())));
    var source = sourceOf(broadcast.id());
    audiences.save(broadcast.id(), plan);
    var last =
        writing.write(
            source,
            0,
            approved.words(),
            broadcast.personalised(),
            plan.first(),
            new Timing(
                now, Duration.ofMinutes(broadcast.spreadMinutes()), policy.policy().quietHours()));
    var backUpAt = broadcast.channels().size() > 1 ? backUpAt(broadcast, last) : null;
    sql.launched(
        broadcast.id(),
        outbox.campaignMark(source),
        now,
        backUpAt,
        backUpAt == null ? now.plus(END_LOOK_MIN) : backUpAt);
  }

  /** Services reach those too who get no marketing. */
  static ControlDraw globalControl(MessagePurpose purpose, int globalControlBp) {
    return new ControlDraw(
        GLOBAL_CONTROL_SALT, purpose == MessagePurpose.MARKETING ? globalControlBp : 0);
  }

  private static @Nullable Instant backUpAt(Broadcast broadcast, Instant last) {
    var minutes = broadcast.backUpAfterMinutes();
    return minutes == null ? null : last.plus(Duration.ofMinutes(minutes));
  }

  /** Takes back what reached nobody, if anybody has a further channel. */
  private void recall(Approved approved, Position position, Instant backUpAt) {
    var broadcast = approved.broadcast();
    var now = clock.instant();
    if (now.isBefore(backUpAt)) {
      sql.waitUntil(broadcast.id(), backUpAt); // somebody resumed it
      return;
    }
    var merged = customers.merged();
    var soFar = soFar(broadcast.id(), position.visit(), merged);
    var unreached = RoaringBitmap.or(soFar.lost(), soFar.recallable());
    var facts = factsFor(approved, unreached, now);
    if (next(approved, unreached, facts, merged).values().stream()
        .allMatch(RoaringBitmap::isEmpty)) {
      sql.visiting(broadcast.id(), position.visit(), null, now);
      return;
    }
    var recallable =
        broadcast.channels().stream()
            .filter(code -> channels.get(code).features().isRecallable())
            .collect(Collectors.toSet());
    outbox.recall(sourceOf(broadcast.id()), position.visit(), recallable);
    sql.recalled(broadcast.id(), now, now.plus(RECALL_LOOK_MIN));
  }

  private void backUp(Approved approved, Position position, Instant recalledAt) {
    var broadcast = approved.broadcast();
    var now = clock.instant();
    var merged = customers.merged();
    var soFar = soFar(broadcast.id(), position.visit(), merged);
    if (!soFar.recallable().isEmpty()) {
      sql.waitUntil(
          broadcast.id(),
          now.plus(RunningSql.patience(recalledAt, now, RECALL_LOOK_MIN, RECALL_LOOK_MAX)));
      return;
    }
    var facts = factsFor(approved, soFar.lost(), now);
    var next = new LinkedHashMap<>(next(approved, soFar.lost(), facts, merged));
    var stranded = RoaringBitmap.andNot(soFar.lost(), all(next));
    again(approved, position.visit(), stranded, facts, merged)
        .forEach((channel, whom) ->
            next.merge(channel, whom, (one, other) -> RoaringBitmap.or(one, other)));
    if (next.values().stream().allMatch(RoaringBitmap::isEmpty)) {
      sql.visiting(broadcast.id(), position.visit(), null, now);
      return;
    }
    int visit = position.visit() + 1;
    audiences.saveWritten(broadcast.id(), visit, next);
    var last =
        writing.write(
            sourceOf(broadcast.id()),
            visit,
            approved.words(),
            broadcast.personalised(),
            next,
            new Timing(now, Duration.ZERO, policies.current().policy().quietHours()));
    var backUpAt = visit < broadcast.channels().size() - 1 ? backUpAt(broadcast, last) : null;
    sql.visiting(
        broadcast.id(), visit, backUpAt, backUpAt == null ? now.plus(END_LOOK_MIN) : backUpAt);
  }

  /**
   * Whose call was taken back for the sake of its other customers, over the same channel: nothing
   * else would reach them.
   */
  private Map<String, RoaringBitmap> again(
      Approved approved,
      int visit,
      RoaringBitmap stranded,
      List<ChannelFacts> facts,
      MergedCustomers merged) {
    var broadcast = approved.broadcast();
    var takenBack =
        RoaringBitmap.and(
            stranded, merged.present(outbox.takenBack(sourceOf(broadcast.id()), visit)));
    Map<String, RoaringBitmap> again = new HashMap<>();
    present(audiences.written(broadcast.id(), visit), merged)
        .forEach((channel, whom) -> {
          whom.and(takenBack);
          if (!whom.isEmpty()) {
            var same = facts.stream().filter(one -> one.channel().equals(channel)).toList();
            again.putAll(AudiencePlan.backUp(whom, same, Map.of()));
          }
        });
    return again;
  }

  private static RoaringBitmap all(Map<String, RoaringBitmap> byChannel) {
    return RoaringBitmap.or(byChannel.values().iterator());
  }

  /** What holds on the broadcast's channels now; nothing is asked where nobody waits for it. */
  private List<ChannelFacts> factsFor(Approved approved, RoaringBitmap unreached, Instant now) {
    return unreached.isEmpty()
        ? List.of()
        : channels.currentFacts(
            approved.broadcast().channels(),
            approved.words().purpose(),
            approved.broadcast().personalised(),
            now);
  }

  private Map<String, RoaringBitmap> next(
      Approved approved,
      RoaringBitmap unreached,
      List<ChannelFacts> facts,
      MergedCustomers merged) {
    return AudiencePlan.backUp(
        unreached, facts, present(audiences.written(approved.broadcast().id()), merged));
  }

  private static Map<String, RoaringBitmap> present(
      Map<String, RoaringBitmap> byChannel, MergedCustomers merged) {
    Map<String, RoaringBitmap> present = new HashMap<>();
    byChannel.forEach((channel, whom) -> present.put(channel, merged.present(whom)));
    return present;
  }

  /**
   * What became of all visits so far, by present customer numbers.
   *
   * @param lost no message reached them, and none will
   * @param recallable the same, but for a message that is or can be taken back
   */
  private record SoFar(RoaringBitmap lost, RoaringBitmap recallable) {}

  private SoFar soFar(UUID id, int visit, MergedCustomers merged) {
    var lost = new RoaringBitmap();
    var pending = new RoaringBitmap();
    var settled = new RoaringBitmap();
    for (var outcomes : outcomes(id, visit)) {
      lost.or(merged.present(outcomes.failed()));
      lost.or(merged.present(outcomes.cancelled()));
      pending.or(merged.present(outcomes.pending()));
      settled.or(merged.present(outcomes.reached()));
      settled.or(merged.present(outcomes.unknown()));
    }
    // Who turns out to be in a control group gets no more.
    for (var part : List.of(Part.CONTROL, Part.GLOBAL_CONTROL)) {
      settled.or(merged.present(audiences.load(id, part)));
    }
    lost.andNot(settled);
    lost.andNot(pending);
    var recallable = new RoaringBitmap();
    present(audiences.written(id, visit), merged)
        .forEach((channel, whom) -> {
          if (channels.get(channel).features().isRecallable()) {
            recallable.or(RoaringBitmap.and(whom, pending));
          }
        });
    recallable.andNot(settled);
    return new SoFar(lost, recallable);
  }

  private List<Outcomes> outcomes(UUID id, int visit) {
    List<Outcomes> outcomes = new ArrayList<>();
    for (int i = 0; i <= visit; i++) {
      outcomes.add(outbox.outcomes(sourceOf(id), i));
    }
    return outcomes;
  }

  private void endIfOver(Broadcast broadcast, int visit) {
    var now = clock.instant();
    var launchedAt = broadcast.launchedAt();
    if (launchedAt == null) {
      throw new IllegalStateException("broadcast " + broadcast.id() + " runs but was not launched");
    }
    boolean isClosed = true;
    for (int i = 0; i <= visit && isClosed; i++) {
      isClosed = outbox.isClosed(sourceOf(broadcast.id()), i);
    }
    var windowEnd = launchedAt.plus(Duration.ofDays(broadcast.effectDays()));
    if (isClosed || !now.isBefore(windowEnd)) {
      sql.ended(broadcast.id(), BroadcastState.ENDED, now);
    } else {
      sql.waitUntil(
          broadcast.id(),
          now.plus(RunningSql.patience(launchedAt, now, END_LOOK_MIN, END_LOOK_MAX)));
    }
  }
}
