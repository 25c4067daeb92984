package io.quanyu.sandbox.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bulk message (群发) as WeCom holds it: one task a member, one recipient a customer. */
public final class BulkMessage {

  /** One customer of one task. */
  public record Recipient(String externalUserid, Outcome outcome) {}

  /** What one member has to confirm. */
  public static final class Task {
    private final String userid;
    private List<Recipient> recipients;
    private @Nullable Instant confirmedAt;

    private Task(String userid, List<String> externalUserids) {
      this.userid = userid;
      this.recipients =
          externalUserids.stream().map(id -> new Recipient(id, Outcome.WAITING)).toList();
    }

    /** The member. */
    public String userid() {
      return userid;
    }

    /** Her customers, in the order of the call. */
    public List<Recipient> recipients() {
      return recipients;
    }

    /** When she confirmed; null as long as she has not. */
    public @Nullable Instant confirmedAt() {
      return confirmedAt;
    }
  }

  private final Entry.BulkAccepted accepted;
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final List<Instant> reminders = new ArrayList<>();
  private final @Nullable String mark;
  private boolean isCancelled;

  BulkMessage(Entry.BulkAccepted accepted) {
    this.accepted = accepted;
    this.mark = Mark.in(accepted.text(), accepted.attachments());
    accepted.recipients().forEach((userid, ids) -> tasks.put(userid, new Task(userid, ids)));
  }

  void apply(Entry.BulkConfirmed confirmed) {
    Task task = tasks.get(confirmed.userid());
    if (task == null) {
      return;
    }
    task.confirmedAt = confirmed.at();
    Set<String> notFriend = Set.copyOf(confirmed.notFriend());
    Set<String> overQuota = Set.copyOf(confirmed.overQuota());
    List<Recipient> after = new ArrayList<>(task.recipients.size());
    for (Recipient recipient : task.recipients) {
      String id = recipient.externalUserid();
      Outcome outcome = Outcome.DELIVERED;
      if (notFriend.contains(id)) {
        outcome = Outcome.NOT_FRIEND;
      } else if (overQuota.contains(id)) {
        outcome = Outcome.OVER_QUOTA;
      }
      after.add(new Recipient(id, outcome));
    }
    task.recipients = List.copyOf(after);
  }

  void apply(Entry.BulkReminded reminded) {
    reminders.add(reminded.at());
  }

  /** Who has not confirmed no longer can. */
  void cancel() {
    isCancelled = true;
    for (Task task : tasks.values()) {
      if (task.confirmedAt == null) {
        task.recipients =
            task.recipients.stream()
                .map(it -> new Recipient(it.externalUserid(), Outcome.CANCELLED))
                .toList();
      }
    }
  }

  /** What was taken. */
  public Entry.BulkAccepted accepted() {
    return accepted;
  }

  /** The tasks by member. */
  public Map<String, Task> tasks() {
    return Collections.unmodifiableMap(tasks);
  }

  /** The campaign mark in the text or the attachments, or null. */
  public @Nullable String mark() {
    return mark;
  }

  /** Whether it was cancelled: what is not confirmed never will be. */
  public boolean isCancelled() {
    return isCancelled;
  }

  /** How many reminders went out in the span that ends now. */
  public int remindersWithin(Duration span, Instant now) {
    Instant from = now.minus(span);
    return (int) reminders.stream().filter(at -> at.isAfter(from)).count();
  }
}
