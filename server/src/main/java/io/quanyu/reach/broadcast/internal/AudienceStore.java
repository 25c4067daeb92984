package io.quanyu.reach.broadcast.internal;

import static io.quanyu.reach.broadcast.internal.db.Tables.AUDIENCE;

import io.quanyu.core.contact.AudiencePlan;
import io.quanyu.core.contact.ContactDecision.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Repository;

/** The customers of broadcasts, as they were when it was decided. */
@Repository
public class AudienceStore {

  /** The sets that a broadcast keeps. */
  enum Part {
    /** The segment at the launch. */
    AUDIENCE,
    CHOSEN,
    CONTROL,
    GLOBAL_CONTROL,
    /** By the reason that came nearest to sending. */
    UNREACHABLE,
    /** By channel and reason. */
    REFUSED,
    /** By visit and channel: to whom a message was written. */
    WRITTEN
  }

  private final DSLContext dsl;

  public AudienceStore(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Keeps what was planned at the launch; the messages of the first visit with it. */
  void save(UUID broadcastId, AudiencePlan plan) {
    insert(broadcastId, Part.AUDIENCE, 0, "", "", plan.audience());
    insert(broadcastId, Part.CHOSEN, 0, "", "", plan.chosen());
    insert(broadcastId, Part.CONTROL, 0, "", "", plan.control());
    insert(broadcastId, Part.GLOBAL_CONTROL, 0, "", "", plan.globalControl());
    plan.unreachable()
        .forEach(
            (reason, whom) -> insert(broadcastId, Part.UNREACHABLE, 0, "", reason.code(), whom));
    plan.refused()
        .forEach((channel, byReason) ->
            byReason.forEach((reason, whom) ->
                insert(broadcastId, Part.REFUSED, 0, channel, reason.code(), whom)));
    saveWritten(broadcastId, 0, plan.first());
  }

  /** Keeps to whom messages of a visit were written. */
  void saveWritten(UUID broadcastId, int visit, Map<String, RoaringBitmap> byChannel) {
    byChannel.forEach((channel, whom) -> {
      if (!whom.isEmpty()) {
        insert(broadcastId, Part.WRITTEN, visit, channel, "", whom);
      }
    });
  }

  private void insert(
      UUID broadcastId, Part part, int visit, String channel, String reason, RoaringBitmap whom) {
    dsl.insertInto(AUDIENCE)
        .set(AUDIENCE.BROADCAST_ID, broadcastId)
        .set(AUDIENCE.PART, part.name())
        .set(AUDIENCE.VISIT, visit)
        .set(AUDIENCE.CHANNEL, channel)
        .set(AUDIENCE.REASON, reason)
        .set(AUDIENCE.CUSTOMERS, bytes(whom))
        .set(AUDIENCE.SIZE, whom.getLongCardinality())
        .execute();
  }

  /** One of the sets that there is one of; nobody before the launch. */
  RoaringBitmap load(UUID broadcastId, Part part) {
    return dsl.select(AUDIENCE.CUSTOMERS)
        .from(AUDIENCE)
        .where(AUDIENCE.BROADCAST_ID.eq(broadcastId), AUDIENCE.PART.eq(part.name()))
        .fetchOptional(AUDIENCE.CUSTOMERS)
        .map(AudienceStore::bitmap)
        .orElseGet(RoaringBitmap::new);
  }

  /** Sizes of the sets that there is one of. */
  Map<Part, Long> sizes(UUID broadcastId) {
    var sizes = new EnumMap<Part, Long>(Part.class);
    dsl.select(AUDIENCE.PART, AUDIENCE.SIZE)
        .from(AUDIENCE)
        .where(
            AUDIENCE.BROADCAST_ID.eq(broadcastId),
            AUDIENCE.PART.in(
                Part.AUDIENCE.name(),
                Part.CHOSEN.name(),
                Part.CONTROL.name(),
                Part.GLOBAL_CONTROL.name()))
        .forEach(row -> sizes.put(Part.valueOf(row.value1()), row.value2()));
    return sizes;
  }

  /** Sizes of the unreachable by reason. */
  Map<Reason, Long> unreachable(UUID broadcastId) {
    var sizes = new EnumMap<Reason, Long>(Reason.class);
    dsl.select(AUDIENCE.REASON, AUDIENCE.SIZE)
        .from(AUDIENCE)
        .where(AUDIENCE.BROADCAST_ID.eq(broadcastId), AUDIENCE.PART.eq(Part.UNREACHABLE.name()))
        .forEach(row -> sizes.put(reason(row.value1()), row.value2()));
    return sizes;
  }

  /** To whom messages were written, by channel over all visits. */
  Map<String, RoaringBitmap> written(UUID broadcastId) {
    var byChannel = new TreeMap<String, RoaringBitmap>();
    dsl.select(AUDIENCE.CHANNEL, AUDIENCE.CUSTOMERS)
        .from(AUDIENCE)
        .where(AUDIENCE.BROADCAST_ID.eq(broadcastId), AUDIENCE.PART.eq(Part.WRITTEN.name()))
        .forEach(row ->
            byChannel
                .computeIfAbsent(row.value1(), _ -> new RoaringBitmap())
                .or(bitmap(row.value2())));
    return byChannel;
  }

  /** How many visits there were so far. */
  int visits(UUID broadcastId) {
    return dsl.fetchCount(
        dsl.selectDistinct(AUDIENCE.VISIT)
            .from(AUDIENCE)
            .where(AUDIENCE.BROADCAST_ID.eq(broadcastId), AUDIENCE.PART.eq(Part.WRITTEN.name())));
  }

  /** To whom messages of one visit were written, by channel. */
  Map<String, RoaringBitmap> written(UUID broadcastId, int visit) {
    return dsl.select(AUDIENCE.CHANNEL, AUDIENCE.CUSTOMERS)
        .from(AUDIENCE)
        .where(
            AUDIENCE.BROADCAST_ID.eq(broadcastId),
            AUDIENCE.PART.eq(Part.WRITTEN.name()),
            AUDIENCE.VISIT.eq(visit))
        .fetchMap(AUDIENCE.CHANNEL, row -> bitmap(row.value2()));
  }

  /** Why each channel was not open for a customer at the launch; open ones are missing. */
  Map<String, Reason> refusals(UUID broadcastId, int customerNo) {
    var reasons = new LinkedHashMap<String, Reason>();
    dsl.select(AUDIENCE.CHANNEL, AUDIENCE.REASON, AUDIENCE.CUSTOMERS)
        .from(AUDIENCE)
        .where(AUDIENCE.BROADCAST_ID.eq(broadcastId), AUDIENCE.PART.eq(Part.REFUSED.name()))
        .forEach(row -> {
          if (bitmap(row.value3()).contains(customerNo)) {
            reasons.put(row.value1(), reason(row.value2()));
          }
        });
    return reasons;
  }

  /** By visit, the channel over which a message was written to a customer, under any number. */
  Map<Integer, String> writtenTo(UUID broadcastId, List<Integer> numbers) {
    var channels = new TreeMap<Integer, String>();
    dsl.select(AUDIENCE.VISIT, AUDIENCE.CHANNEL, AUDIENCE.CUSTOMERS)
        .from(AUDIENCE)
        .where(AUDIENCE.BROADCAST_ID.eq(broadcastId), AUDIENCE.PART.eq(Part.WRITTEN.name()))
        .forEach(row -> {
          if (numbers.stream().anyMatch(bitmap(row.value3())::contains)) {
            channels.put(row.value1(), row.value2());
          }
        });
    return channels;
  }

  private static Reason reason(String code) {
    return Reason.valueOf(code.toUpperCase(Locale.ROOT));
  }

  private static byte[] bytes(RoaringBitmap set) {
    var packed = set.clone();
    packed.runOptimize();
    var buffer = ByteBuffer.allocate(packed.serializedSizeInBytes());
    packed.serialize(buffer);
    return buffer.array();
  }

  private static RoaringBitmap bitmap(byte[] bytes) {
    try {
      var set = new RoaringBitmap();
      set.deserialize(ByteBuffer.wrap(bytes));
      return set;
    } catch (IOException e) {
      throw new UncheckedIOException("a stored set of customers cannot be read", e);
    }
  }
}
