package io.quanyu.sandbox.state;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All bulk messages, and how full each customer's month is: as many as the month has days, over all
 * members of the corp (facts 5.3).
 */
public final class BulkMessages {
  /** WeCom counts days where it lives. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final World world;
  private final Campaigns campaigns;
  private final Map<String, BulkMessage> messages = new LinkedHashMap<>();
  private final Map<YearMonth, Map<String, Integer>> received = new HashMap<>();

  BulkMessages(World world, Campaigns campaigns) {
    this.world = world;
    this.campaigns = campaigns;
  }

  void apply(Entry.BulkAccepted accepted) {
    BulkMessage message = new BulkMessage(accepted);
    messages.put(accepted.msgid(), message);
    campaigns.of(message.mark()).add(Outcome.WAITING, customers(message.tasks().values()));
  }

  void apply(Entry.BulkReminded reminded) {
    BulkMessage message = messages.get(reminded.msgid());
    if (message != null) {
      message.apply(reminded);
    }
  }

  void apply(Entry.BulkCancelled cancelled) {
    BulkMessage message = messages.get(cancelled.msgid());
    if (message == null || message.isCancelled()) {
      return;
    }
    long open =
        customers(
            message.tasks().values().stream().filter(it -> it.confirmedAt() == null).toList());
    message.cancel();
    Campaign campaign = campaigns.of(message.mark());
    campaign.add(Outcome.WAITING, -open);
    campaign.add(Outcome.CANCELLED, open);
  }

  void apply(Entry.BulkConfirmed confirmed) {
    BulkMessage message = messages.get(confirmed.msgid());
    if (message == null) {
      return;
    }
    BulkMessage.Task task = message.tasks().get(confirmed.userid());
    if (task == null || task.confirmedAt() != null) {
      return;
    }
    message.apply(confirmed);
    Campaign campaign = campaigns.of(message.mark());
    campaign.add(Outcome.WAITING, -task.recipients().size());
    Map<String, Integer> month =
        received.computeIfAbsent(monthOf(confirmed.at()), _ -> new HashMap<>());
    for (BulkMessage.Recipient recipient : task.recipients()) {
      if (recipient.outcome() == Outcome.DELIVERED) {
        month.merge(recipient.externalUserid(), 1, Integer::sum);
        campaign.deliver(Channel.WECOM, personIdOf(recipient));
      } else {
        campaign.add(recipient.outcome(), 1);
      }
    }
  }

  private static long customers(Collection<BulkMessage.Task> tasks) {
    return tasks.stream().mapToLong(it -> it.recipients().size()).sum();
  }

  /** Whom a confirmed task reached. */
  public List<String> reached(BulkMessage.Task task) {
    return task.recipients().stream()
        .filter(it -> it.outcome() == Outcome.DELIVERED)
        .map(this::personIdOf)
        .toList();
  }

  /** The person behind a recipient; her external user id if the world does not know her. */
  private String personIdOf(BulkMessage.Recipient recipient) {
    Person person = world.personByExternalUserid(recipient.externalUserid());
    return person == null ? recipient.externalUserid() : person.personId();
  }

  /** What a confirmation now would do: whom the message would not reach, and why. */
  public Entry.BulkConfirmed confirmation(String msgid, BulkMessage.Task task, Instant now) {
    List<String> notFriend = new ArrayList<>();
    List<String> overQuota = new ArrayList<>();
    for (BulkMessage.Recipient recipient : task.recipients()) {
      String id = recipient.externalUserid();
      Contact contact = world.contact(task.userid(), id);
      if (contact == null || contact.isBlocked()) {
        notFriend.add(id);
      } else if (quotaLeft(id, now) == 0) {
        overQuota.add(id);
      }
    }
    return new Entry.BulkConfirmed(now, msgid, task.userid(), notFriend, overQuota);
  }

  /** The message, or null. */
  public @Nullable BulkMessage find(String msgid) {
    return messages.get(msgid);
  }

  /** All messages, oldest first. */
  public Collection<BulkMessage> all() {
    return Collections.unmodifiableCollection(messages.values());
  }

  /** How many more bulk messages the customer may get in the month of {@code now}. */
  public int quotaLeft(String externalUserid, Instant now) {
    YearMonth month = monthOf(now);
    int used = received.getOrDefault(month, Map.of()).getOrDefault(externalUserid, 0);
    return Math.max(0, month.lengthOfMonth() - used);
  }

  private static YearMonth monthOf(Instant at) {
    return YearMonth.from(at.atZone(ZONE));
  }

  /** Every row of the books, oldest message first. */
  public void deliveries(Consumer<Delivery> to) {
    for (BulkMessage message : messages.values()) {
      Entry.BulkAccepted accepted = message.accepted();
      for (BulkMessage.Task task : message.tasks().values()) {
        for (BulkMessage.Recipient recipient : task.recipients()) {
          to.accept(
              new Delivery(
                  personIdOf(recipient),
                  Channel.WECOM,
                  accepted.msgid(),
                  task.userid(),
                  null,
                  message.mark(),
                  accepted.text(),
                  accepted.at(),
                  task.confirmedAt(),
                  recipient.outcome()));
        }
      }
    }
  }
}
