package io.quanyu.sandbox.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The SMS gateway: accounts, what was sent over them, and what they have to be told. */
public final class SmsGateway {
  /** How long a key stands for its first answer. */
  public static final Duration KEY_VALIDITY = Duration.ofHours(24);

  /** Parts on an account that was given none: never used up by accident. */
  static final long BALANCE = 10_000_000;

  /** What an account's owner is told: kept until she has taken it or the last try has failed. */
  public sealed interface Webhook {
    /** Stays the same from try to try. */
    String id();

    /** The account. */
    String apiKey();

    /** What became of the messages of one call. */
    record Report(String id, Entry.SmsAccepted call) implements Webhook {
      @Override
      public String apiKey() {
        return call.apiKey();
      }
    }

    /** Somebody answered. */
    record Reply(String id, Entry.SmsReplied reply) implements Webhook {
      @Override
      public String apiKey() {
        return reply.apiKey();
      }
    }
  }

  private final Campaigns campaigns;
  private final Map<String, Entry.SmsAccountAdded> accounts = new LinkedHashMap<>();
  private final Map<String, Long> balances = new HashMap<>();
  private final Map<String, Entry.SmsAccepted> calls = new LinkedHashMap<>();
  private final Map<String, Entry.SmsAccepted> callsByKey = new HashMap<>();
  private final Map<String, Webhook> pending = new LinkedHashMap<>();
  private int reportsTaken;
  private int repliesTaken;
  private int webhooksLost;

  SmsGateway(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  void apply(Entry.SmsAccountAdded account) {
    accounts.put(account.apiKey(), account);
    Long balance = account.balance();
    if (balance != null) {
      balances.put(account.apiKey(), balance);
    } else {
      balances.putIfAbsent(account.apiKey(), BALANCE);
    }
  }

  void apply(Entry.SmsAccepted call) {
    calls.put(call.id(), call);
    if (call.key() != null) {
      callsByKey.put(keyOf(call.apiKey(), call.key()), call);
    }
    Campaign campaign = campaigns.of(call.mark());
    int parts = 0;
    for (Sms sms : call.messages()) {
      parts += SmsText.parts(sms.text());
      String personId = sms.personId();
      if (personId == null) {
        campaign.add(Outcome.FAILED, 1);
      } else {
        campaign.deliver(Channel.SMS, personId);
        campaign.nameRef(sms.to(), sms.ref(), personId);
      }
    }
    campaign.addSmsParts(parts);
    balances.merge(call.apiKey(), (long) -parts, Long::sum);
    if (!call.messages().isEmpty()) {
      await(new Webhook.Report(reportId(call.id()), call));
    }
  }

  void apply(Entry.SmsReplied reply) {
    await(new Webhook.Reply(replyId(reply.id()), reply));
  }

  /** The webhook that reports on the call. */
  public static String reportId(String callId) {
    return "report_" + callId;
  }

  /** The webhook that tells of the reply. */
  public static String replyId(String replyId) {
    return "reply_" + replyId;
  }

  private void await(Webhook webhook) {
    Entry.SmsAccountAdded account = accounts.get(webhook.apiKey());
    if (account != null && account.callbackUrl() != null) {
      pending.put(webhook.id(), webhook);
    }
  }

  void apply(Entry.SmsWebhookEnded ended) {
    Webhook webhook = pending.remove(ended.id());
    if (!ended.isTaken()) {
      webhooksLost++;
    } else if (webhook instanceof Webhook.Reply) {
      repliesTaken++;
    } else {
      reportsTaken++;
    }
  }

  /** The accounts, in the order in which they came. */
  public Collection<Entry.SmsAccountAdded> accounts() {
    return List.copyOf(accounts.values());
  }

  /** The account with this key, or null. */
  public Entry.@Nullable SmsAccountAdded account(String apiKey) {
    return accounts.get(apiKey);
  }

  /** Parts that the account can still pay. */
  public long balance(String apiKey) {
    return balances.getOrDefault(apiKey, 0L);
  }

  /** The call that this key stood for within a day before {@code now}, or null. */
  public Entry.@Nullable SmsAccepted firstCall(String apiKey, String key, Instant now) {
    Entry.SmsAccepted call = callsByKey.get(keyOf(apiKey, key));
    return call != null && now.isBefore(call.at().plus(KEY_VALIDITY)) ? call : null;
  }

  private static String keyOf(String apiKey, String key) {
    return apiKey + "\n" + key;
  }

  /** The call with this id, or null. */
  public Entry.@Nullable SmsAccepted call(String id) {
    return calls.get(id);
  }

  /** What the accounts' owners have not taken yet, oldest first. */
  public List<Webhook> pending() {
    return new ArrayList<>(pending.values());
  }

  /** How much that is. */
  public int pendingCount() {
    return pending.size();
  }

  /** The webhook if it is still to be sent, or null. */
  public @Nullable Webhook pending(String id) {
    return pending.get(id);
  }

  /** Reports that were taken. */
  public int reportsTaken() {
    return reportsTaken;
  }

  /** Replies that were taken. */
  public int repliesTaken() {
    return repliesTaken;
  }

  /** Reports and replies that were given up. */
  public int webhooksLost() {
    return webhooksLost;
  }

  /** Every row of the books, oldest message first. */
  public void deliveries(Consumer<Delivery> to) {
    for (Entry.SmsAccepted call : calls.values()) {
      for (Sms sms : call.messages()) {
        String personId = sms.personId();
        to.accept(
            new Delivery(
                personId == null ? sms.to() : personId,
                Channel.SMS,
                call.id(),
                null,
                sms.ref(),
                call.mark(),
                sms.text(),
                call.at(),
                call.at(),
                personId == null ? Outcome.FAILED : Outcome.DELIVERED));
      }
    }
  }
}
