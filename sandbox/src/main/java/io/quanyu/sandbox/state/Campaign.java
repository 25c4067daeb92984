package io.quanyu.sandbox.state;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one campaign mark came to, over all channels and messages that carry it: the sums of the
 * books, kept up with every entry. A test compares them with the rows.
 */
public final class Campaign {
  private final Map<Outcome, Long> rows = new EnumMap<>(Outcome.class);
  private final Map<Channel, Long> deliveredBy = new EnumMap<>(Channel.class);
  private final Map<String, Integer> deliveredTo = new HashMap<>();
  private final Map<String, String> personOfRef = new HashMap<>();
  private final Map<Reaction, Set<String>> reactions = new EnumMap<>(Reaction.class);
  private long duplicates;
  private long smsParts;
  private long boughtReached;
  private long boughtOthers;

  Campaign() {}

  void add(Outcome outcome, long count) {
    rows.merge(outcome, count, Long::sum);
  }

  void deliver(Channel channel, String personId) {
    add(Outcome.DELIVERED, 1);
    deliveredBy.merge(channel, 1L, Long::sum);
    if (deliveredTo.merge(personId, 1, Integer::sum) == 2) {
      duplicates++;
    }
  }

  void addSmsParts(int parts) {
    smsParts += parts;
  }

  void nameRef(String to, String ref, String personId) {
    personOfRef.put(to + " " + ref, personId);
  }

  void react(Reaction reaction, Iterable<String> personIds) {
    Set<String> persons = reactions.computeIfAbsent(reaction, _ -> new HashSet<>());
    personIds.forEach(persons::add);
  }

  void buy(boolean isReached) {
    if (isReached) {
      boughtReached++;
    } else {
      boughtOthers++;
    }
  }

  /** Rows with this outcome. */
  public long rows(Outcome outcome) {
    return rows.getOrDefault(outcome, 0L);
  }

  /** Rows delivered over this channel. */
  public long deliveredBy(Channel channel) {
    return deliveredBy.getOrDefault(channel, 0L);
  }

  /** People to whom at least one message was delivered. */
  public int persons() {
    return deliveredTo.size();
  }

  /** Whether a message was delivered to this person. */
  public boolean hasReached(String personId) {
    return deliveredTo.containsKey(personId);
  }

  /** People to whom more than one message was delivered, whatever the channels. */
  public long duplicates() {
    return duplicates;
  }

  /** Parts of the SMS taken, which the sender pays. */
  public long smsParts() {
    return smsParts;
  }

  /** The person whom the sender means by {@code ref} at this number, or null. */
  public @Nullable String personOf(String to, String ref) {
    return personOfRef.get(to + " " + ref);
  }

  /** People who did this. */
  public int reacted(Reaction reaction) {
    return reactions.getOrDefault(reaction, Set.of()).size();
  }

  /** People reached who bought afterwards. */
  public long boughtReached() {
    return boughtReached;
  }

  /** People not reached who bought all the same. */
  public long boughtOthers() {
    return boughtOthers;
  }
}
