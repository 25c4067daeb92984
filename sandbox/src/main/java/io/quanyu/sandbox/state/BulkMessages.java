package io.quanyu.sandbox.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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
  private final Map<String, BulkMessage> messages = new LinkedHashMap<>();
  private final Map<YearMonth, Map<String, Integer>> received = new HashMap<>();

  BulkMessages(World world) {
    this.world = world;
  }

  void apply(Entry.BulkAccepted accepted) {
    messages.put(accepted.msgid(), new BulkMessage(accepted));
  }

  void apply(Entry.BulkReminded reminded) {
    BulkMessage message = messages.get(reminded.msgid());
    if (message != null) {
      message.apply(reminded);
    }
  }

  void apply(Entry.BulkCancelled cancelled) {
    BulkMessage message = messages.get(cancelled.msgid());
    if (message != null) {
      message.cancel();
    }
  }

  void apply(Entry.BulkConfirmed confirmed) {
    BulkMessage message = messages.get(confirmed.msgid());
    if (message == null) {
      return;
    }
    message.apply(confirmed);
    BulkMessage.Task task = message.tasks().get(confirmed.userid());
    if (task != null) {
      Map<String, Integer> month =
          received.computeIfAbsent(monthOf(confirmed.at()), _ -> new HashMap<>());
      for (BulkMessage.Recipient recipient : task.recipients()) {
        if (recipient.outcome() == BulkMessage.Outcome.DELIVERED) {
          month.merge(recipient.externalUserid(), 1, Integer::sum);
        }
      }
    }
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
      String hash = hashOf(accepted.text());
      for (BulkMessage.Task task : message.tasks().values()) {
        for (BulkMessage.Recipient recipient : task.recipients()) {
          Entry.PersonAdded person = world.personByExternalUserid(recipient.externalUserid());
          to.accept(
              new Delivery(
                  person == null ? recipient.externalUserid() : person.personId(),
                  "wecom",
                  accepted.msgid(),
                  task.userid(),
                  message.mark(),
                  hash,
                  accepted.at(),
                  task.confirmedAt(),
                  recipient.outcome()));
        }
      }
    }
  }

  private static String hashOf(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
