package io.quanyu.reach.broadcast.internal;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.core.contact.QuietHours;
import io.quanyu.core.contact.Spread;
import io.quanyu.reach.channel.Channel;
import io.quanyu.reach.content.MessageWords;
import io.quanyu.reach.message.MessageSource;
import io.quanyu.reach.message.NewDispatch;
import io.quanyu.reach.message.Outbox;
import java.nio.IntBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Turns sets of customers into calls: by sender, cut to what a call takes, spread over time. */
@Component
public final class WritingMessages {

  /** Bounds the memory of a launch: customers whose calls are held at once. */
  private static final int CUSTOMERS_AT_ONCE = 200_000;

  private final ReadingChannels channels;
  private final Outbox outbox;

  public WritingMessages(ReadingChannels channels, Outbox outbox) {
    this.channels = channels;
    this.outbox = outbox;
  }

  /**
   * When messages go out.
   *
   * @param start the first of them
   * @param spread over how long; longer where a channel's rate needs it
   * @param quiet when none is begun
   */
  record Timing(Instant start, Duration spread, QuietHours quiet) {}

  /** The recipients of one call. */
  private record Chunk(String sender, IntBuffer customerNos) {}

  /**
   * Adds one message to each customer, in the caller's transaction.
   *
   * @param byChannel disjoint sets; each channel's words are there
   * @return when the last call is to be begun; the start if there is none
   */
  Instant write(
      MessageSource source,
      int visit,
      MessageWords words,
      boolean isPersonalised,
      Map<String, RoaringBitmap> byChannel,
      Timing timing) {
    var last = timing.start();
    for (var entry : byChannel.entrySet()) {
      var end =
          write(
              source,
              visit,
              words,
              isPersonalised,
              channels.get(entry.getKey()),
              entry.getValue(),
              timing);
      last = end.isAfter(last) ? end : last;
    }
    return last;
  }

  private Instant write(
      MessageSource source,
      int visit,
      MessageWords words,
      boolean isPersonalised,
      Channel channel,
      RoaringBitmap customers,
      Timing timing) {
    var chunks = chunks(channel, customers);
    if (chunks.isEmpty()) {
      return timing.start();
    }
    var content = words.contents().get(channel.code());
    if (content == null) {
      throw new IllegalStateException("no words for " + channel.code());
    }
    var message = content.toMessage(words.fallbacks());
    var times = times(chunks.size(), channel, words.purpose(), timing);
    List<NewDispatch> dispatches = new ArrayList<>();
    int held = 0;
    for (int i = 0; i < chunks.size(); i++) {
      var chunk = chunks.get(i);
      dispatches.add(
          new NewDispatch(
              channel.code(),
              chunk.sender(),
              words.purpose(),
              isPersonalised,
              message,
              boxed(chunk.customerNos()),
              visit,
              times.get(i)));
      held += chunk.customerNos().remaining();
      if (held >= CUSTOMERS_AT_ONCE) {
        outbox.add(source, dispatches);
        dispatches.clear();
        held = 0;
      }
    }
    outbox.add(source, dispatches);
    return times.getLast();
  }

  private static List<Instant> times(
      int calls, Channel channel, MessagePurpose purpose, Timing timing) {
    var quiet = purpose == MessagePurpose.MARKETING ? timing.quiet() : QuietHours.none();
    // Not faster than the channel takes them, so that the last moment is a true one.
    var needed = Duration.ofMinutes(calls / channel.terms().callsPerMinute());
    var over = timing.spread().compareTo(needed) >= 0 ? timing.spread() : needed;
    return Spread.times(calls, timing.start(), over, quiet);
  }

  private static List<Chunk> chunks(Channel channel, RoaringBitmap customers) {
    List<Chunk> chunks = new ArrayList<>();
    if (customers.isEmpty()) {
      return chunks;
    }
    int chunkMax = channel.terms().recipientsMax();
    // Sorted, so that the same launch makes the same calls.
    new TreeMap<>(channel.bySender(customers))
        .forEach((sender, whom) -> {
          int[] numbers = whom.toArray();
          for (int from = 0; from < numbers.length; from += chunkMax) {
            chunks.add(
                new Chunk(
                    sender,
                    IntBuffer.wrap(numbers, from, Math.min(chunkMax, numbers.length - from))));
          }
        });
    return chunks;
  }

  private static List<Integer> boxed(IntBuffer numbers) {
    List<Integer> boxed = new ArrayList<>(numbers.remaining());
    for (int i = numbers.position(); i < numbers.limit(); i++) {
      boxed.add(numbers.get(i));
    }
    return boxed;
  }
}
