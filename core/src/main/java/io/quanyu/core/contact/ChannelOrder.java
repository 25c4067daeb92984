package io.quanyu.core.contact;

import io.quanyu.core.contact.ContactDecision.Allowed;
import io.quanyu.core.contact.ContactDecision.Reason;
import io.quanyu.core.contact.ContactDecision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Through which channels a message goes: the first lit one, and when that brings no receipt in
 * time, the next lit one as back-up.
 *
 * @param channels codes in the order of preference, without repetition, 1 to {@link #CHANNELS_MAX}
 * @param backUpAfter how long a channel is given before its back-up takes over; positive
 */
public record ChannelOrder(List<String> channels, Duration backUpAfter) {

  /** As many as there are kinds of channels, with room. */
  public static final int CHANNELS_MAX = 20;

  public ChannelOrder {
    channels = List.copyOf(channels);
    if (channels.isEmpty()
        || channels.size() > CHANNELS_MAX
        || new HashSet<>(channels).size() < channels.size()) {
      throw new IllegalArgumentException("channels " + channels);
    }
    if (!backUpAfter.isPositive()) {
      throw new IllegalArgumentException("back-up after " + backUpAfter);
    }
  }

  /** How a message over one channel went so far. */
  public enum AttemptState {
    /** Handed over; no receipt yet. A bulk message waits for the guide's confirmation. */
    PENDING,
    /** Reached the customer. */
    REACHED,
    /** Will not reach the customer over this channel. */
    FAILED
  }

  /** One message over one channel. */
  public record Attempt(String channel, Instant startedAt, AttemptState state) {}

  /** What to do for one customer now. */
  public sealed interface Step {

    /**
     * Send over {@code channel}, but first cancel what is pending over the others: a message that a
     * guide confirms late would reach the customer twice.
     */
    record Send(String channel, List<String> cancelFirst) implements Step {
      public Send {
        cancelFirst = List.copyOf(cancelFirst);
      }
    }

    /** Nothing now; ask again at {@code until}. */
    record Wait(Instant until) implements Step {}

    /** The customer has been reached; nothing is left to do. */
    record Reached() implements Step {}

    /**
     * No further channel is lit. Attempts that are pending stay so and may still reach the
     * customer.
     *
     * @param reasons why not, for each channel that was not tried, in their order
     */
    record Exhausted(SequencedMap<String, Reason> reasons) implements Step {
      public Exhausted {
        reasons = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(reasons));
      }
    }
  }

  /**
   * The next step. Each channel is tried once. A channel that only quiet hours close is waited for
   * when no other is lit; a cap is not, its days outlast a broadcast.
   *
   * @param attempts what was tried so far, in any order
   * @param decisions whether each channel is lit now
   */
  public Step next(
      List<Attempt> attempts, Function<String, ContactDecision> decisions, Instant now) {
    if (attempts.stream().anyMatch(attempt -> attempt.state() == AttemptState.REACHED)) {
      return new Step.Reached();
    }
    var pending =
        attempts.stream().filter(attempt -> attempt.state() == AttemptState.PENDING).toList();
    var patientUntil =
        pending.stream()
            .map(attempt -> attempt.startedAt().plus(backUpAfter))
            .filter(until -> until.isAfter(now))
            .max(Instant::compareTo);
    if (patientUntil.isPresent()) {
      return new Step.Wait(patientUntil.get());
    }
    var tried = attempts.stream().map(Attempt::channel).toList();
    var reasons = new LinkedHashMap<String, Reason>();
    Optional<Instant> lightAt = Optional.empty();
    for (var channel : channels) {
      if (tried.contains(channel)) {
        continue;
      }
      switch (decisions.apply(channel)) {
        case Allowed _ -> {
          return new Step.Send(channel, pending.stream().map(Attempt::channel).toList());
        }
        case Refused(var reason, var allowedAt) -> {
          reasons.put(channel, reason);
          if (reason == Reason.QUIET_HOURS) {
            lightAt = earlier(lightAt, allowedAt);
          }
        }
      }
    }
    return lightAt.<Step>map(Step.Wait::new).orElseGet(() -> new Step.Exhausted(reasons));
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    if (one.isPresent() && other.isPresent()) {
      return one.get().isBefore(other.get()) ? one : other;
    }
    return one.or(() -> other);
  }
}
