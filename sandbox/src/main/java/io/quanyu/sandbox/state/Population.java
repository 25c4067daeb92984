package io.quanyu.sandbox.state;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How people behave, and what of it they have still to do. Kept here so that a sandbox that starts
 * again goes on; when they do it is the business of the scheduler.
 */
public final class Population {

  /**
   * A stretch of time to draw from, in milliseconds.
   *
   * @param max at least {@code min}
   */
  public record Span(long min, long max) {
    /** The longest wait: an hour. */
    public static final long MAX = 3_600_000;

    public Span {
      Entry.need(0 <= min && min <= max && max <= MAX, "0 <= min <= max <= " + MAX);
    }

    /**
     * A point in it.
     *
     * @param unit at least 0, below 1
     */
    public long at(double unit) {
      return min + (long) (unit * (max - min + 1));
    }
  }

  /**
   * What people do, in shares of 0 to 1.
   *
   * @param confirmShare guides who confirm the messages of a campaign
   * @param openShare people who open what reached them
   * @param clickShare those of them who click
   * @param blockShare people who remove the guide who wrote (WeCom)
   * @param replyShare people who answer R (SMS)
   */
  public record Settings(
      long seed,
      double confirmShare,
      Span confirmAfterMs,
      double openShare,
      double clickShare,
      double blockShare,
      double replyShare,
      Span reactAfterMs) {
    public Settings {
      share(confirmShare, "confirmShare");
      share(openShare, "openShare");
      share(clickShare, "clickShare");
      share(blockShare, "blockShare");
      share(replyShare, "replyShare");
    }

    private static void share(double share, String name) {
      Entry.need(share >= 0 && share <= 1, name + " is between 0 and 1");
    }
  }

  /** Something that somebody will do. */
  public sealed interface Pending {
    /** A member confirms a bulk message. */
    record Confirmation(String msgid, String userid) implements Pending {}

    /**
     * The people whom a message reached react to it.
     *
     * @param userid the member who sent it; null: SMS
     */
    record Reactions(String messageId, @Nullable String userid) implements Pending {}
  }

  private final BulkMessages bulkMessages;
  private final Campaigns campaigns;
  private final Set<Pending> pending = new LinkedHashSet<>();
  private final Map<Reaction, Long> reacted = new EnumMap<>(Reaction.class);
  private @Nullable Settings settings;
  private long confirmed;

  Population(BulkMessages bulkMessages, Campaigns campaigns) {
    this.bulkMessages = bulkMessages;
    this.campaigns = campaigns;
  }

  void apply(Entry.PopulationStarted started) {
    settings = started.settings();
    pending.removeIf(Pending.Confirmation.class::isInstance);
    bulkMessages.all().forEach(this::awaitConfirmations);
  }

  void stop() {
    settings = null;
    pending.clear();
  }

  void apply(Entry.BulkAccepted accepted) {
    BulkMessage message = bulkMessages.find(accepted.msgid());
    if (message != null) {
      awaitConfirmations(message);
    }
  }

  private void awaitConfirmations(BulkMessage message) {
    if (settings == null || message.isCancelled()) {
      return;
    }
    String msgid = message.accepted().msgid();
    for (BulkMessage.Task task : message.tasks().values()) {
      if (task.confirmedAt() == null && Draws.confirms(settings, message, task.userid())) {
        pending.add(new Pending.Confirmation(msgid, task.userid()));
      }
    }
  }

  void apply(Entry.BulkCancelled cancelled) {
    BulkMessage message = bulkMessages.find(cancelled.msgid());
    if (message != null) {
      for (String userid : message.tasks().keySet()) {
        pending.remove(new Pending.Confirmation(cancelled.msgid(), userid));
      }
    }
  }

  void apply(Entry.BulkConfirmed done) {
    if (pending.remove(new Pending.Confirmation(done.msgid(), done.userid()))) {
      confirmed++;
    }
    if (settings != null) {
      pending.add(new Pending.Reactions(done.msgid(), done.userid()));
    }
  }

  void apply(Entry.SmsAccepted call) {
    if (settings != null && !call.messages().isEmpty()) {
      pending.add(new Pending.Reactions(call.id(), null));
    }
  }

  void apply(Entry.Reacted done) {
    pending.remove(new Pending.Reactions(done.messageId(), done.userid()));
    Campaign campaign = campaigns.of(done.mark());
    for (Reaction reaction : Reaction.values()) {
      List<String> persons = done.persons().getOrDefault(reaction, List.of());
      campaign.react(reaction, persons);
      reacted.merge(reaction, (long) persons.size(), Long::sum);
    }
  }

  /** How they behave; null: nobody does anything by herself. */
  public @Nullable Settings settings() {
    return settings;
  }

  /** What will be done, in the order in which it became possible. */
  public List<Pending> pending() {
    return new ArrayList<>(pending);
  }

  /** Bulk messages that a member will confirm. */
  public int pendingConfirmations() {
    return (int) pending.stream().filter(Pending.Confirmation.class::isInstance).count();
  }

  /** Groups of people who will react. */
  public int pendingReactions() {
    return pending.size() - pendingConfirmations();
  }

  /** Confirmations by the population since the sandbox was made. */
  public long confirmed() {
    return confirmed;
  }

  /** Reactions of this kind since the sandbox was made. */
  public long reacted(Reaction reaction) {
    return reacted.getOrDefault(reaction, 0L);
  }
}
