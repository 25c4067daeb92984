package io.quanyu.sandbox.state;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as the journal keeps it. Decisions are made before an entry is written;
 * applying it never refuses, so that a replay always ends in the same state.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Entry {

  /**
   * A self-built app of the corp, with the callback that it configured.
   *
   * @param callbackUrl null: no callbacks
   * @param callbackAesKey the EncodingAESKey, 43 characters
   * @param hasCustomerAccess whether it may call externalcontact APIs; null: it may
   * @param trustedIps addresses that may use its tokens; null: all
   */
  @JsonTypeName("app")
  record AppAdded(
      String corpid,
      int agentid,
      String secret,
      @Nullable String callbackUrl,
      @Nullable String callbackToken,
      @Nullable String callbackAesKey,
      @Nullable Boolean hasCustomerAccess,
      @Nullable List<String> trustedIps)
      implements Entry {
    public AppAdded {
      needText(corpid, "corpid");
      needText(secret, "secret");
      if (callbackUrl != null) {
        needUrl(callbackUrl);
        needText(callbackToken, "callbackToken");
        need(
            callbackAesKey != null && callbackAesKey.length() == 43,
            "callbackAesKey has 43 characters");
      }
    }
  }

  /**
   * A department.
   *
   * @param parentid 0 for the root
   */
  @JsonTypeName("department")
  record DepartmentAdded(int id, String name, int parentid) implements Entry {
    public DepartmentAdded {
      needText(name, "name");
    }
  }

  /** A member (guide) of the corp. */
  @JsonTypeName("member")
  record MemberAdded(String userid, String name, List<Integer> department) implements Entry {
    public MemberAdded {
      needText(userid, "userid");
      needText(name, "name");
      need(department != null, "department is missing");
      department = List.copyOf(department);
    }
  }

  /** People came, or what is said of them changed; they come in blocks. */
  @JsonTypeName("people")
  record PeopleAdded(Instant at, List<Person> people) implements Entry {}

  /**
   * An account at the SMS gateway.
   *
   * @param keyed whether a call's Idempotency-Key is looked at
   * @param callbackUrl null: no reports, no replies
   * @param callbackSecret {@code whsec_} and Base64, of the Standard Webhooks signature
   * @param balance message parts that it can pay; null: as before
   * @param reportAfterMs how long after a call its report is sent
   */
  @JsonTypeName("smsAccount")
  record SmsAccountAdded(
      String apiKey,
      boolean keyed,
      @Nullable String callbackUrl,
      @Nullable String callbackSecret,
      @Nullable Long balance,
      @Nullable Long reportAfterMs)
      implements Entry {
    private static final Pattern SECRET =
        Pattern.compile("whsec_(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");

    public SmsAccountAdded {
      needText(apiKey, "apiKey");
      if (callbackUrl != null) {
        needUrl(callbackUrl);
        need(
            callbackSecret != null && SECRET.matcher(callbackSecret).matches(),
            "callbackSecret is whsec_ and Base64");
      }
      need(balance == null || balance >= 0, "balance is at least 0");
      need(reportAfterMs == null || reportAfterMs >= 0, "reportAfterMs is at least 0");
    }
  }

  /** The clock now runs this far before its base. */
  @JsonTypeName("clock")
  record ClockMoved(long offsetMs) implements Entry {}

  /** An app got a new access token. */
  @JsonTypeName("token")
  record TokenIssued(Instant at, String token, int agentid, Instant expiresAt) implements Entry {}

  /** A token ended before its time. */
  @JsonTypeName("token_expired")
  record TokenExpired(Instant at, String token) implements Entry {}

  /**
   * A bulk message was taken; it waits for each member to confirm.
   *
   * @param recipients member → external user ids
   * @param attachments JSON text of the array, {@code []} when there is none
   */
  @JsonTypeName("bulk_accepted")
  record BulkAccepted(
      Instant at,
      String msgid,
      String text,
      String attachments,
      Map<String, List<String>> recipients)
      implements Entry {}

  /** The members were reminded. */
  @JsonTypeName("bulk_reminded")
  record BulkReminded(Instant at, String msgid) implements Entry {}

  /** Whoever has not confirmed yet never will. */
  @JsonTypeName("bulk_cancelled")
  record BulkCancelled(Instant at, String msgid) implements Entry {}

  /**
   * A member confirmed: her customers got the message, save those named.
   *
   * @param notFriend customers who had blocked the member
   * @param overQuota customers whose month was full
   */
  @JsonTypeName("bulk_confirmed")
  record BulkConfirmed(
      Instant at, String msgid, String userid, List<String> notFriend, List<String> overQuota)
      implements Entry {}

  /** A customer and a member became contacts. */
  @JsonTypeName("contact_added")
  record ContactAdded(
      Instant at, String userid, String externalUserid, @Nullable String state, int addWay)
      implements Entry {}

  /** The customer removed the member; the member still sees her. */
  @JsonTypeName("contact_blocked")
  record ContactBlocked(Instant at, String userid, String externalUserid) implements Entry {}

  /** The member removed the customer. */
  @JsonTypeName("contact_removed")
  record ContactRemoved(Instant at, String userid, String externalUserid) implements Entry {}

  /**
   * The gateway took a call; each message has reached its person, if anybody has the number.
   *
   * @param key the Idempotency-Key that stands for it; null: none, or the account has no keys
   * @param mark the campaign mark, or null
   */
  @JsonTypeName("sms_accepted")
  record SmsAccepted(
      Instant at,
      String id,
      String apiKey,
      @Nullable String key,
      @Nullable String mark,
      List<Sms> messages,
      List<SmsRefusal> refused)
      implements Entry {}

  /**
   * Somebody answered an SMS.
   *
   * @param from {@code +86} and 11 digits
   */
  @JsonTypeName("sms_replied")
  record SmsReplied(Instant at, String id, String apiKey, String from, String text)
      implements Entry {}

  /** A report or reply was taken, or was given up after the last retry. */
  @JsonTypeName("sms_webhook_ended")
  record SmsWebhookEnded(Instant at, String id, int attempts, boolean isTaken) implements Entry {}

  /** From now on people act by themselves. */
  @JsonTypeName("population_started")
  record PopulationStarted(Instant at, Population.Settings settings) implements Entry {}

  /** From now on nobody does. */
  @JsonTypeName("population_stopped")
  record PopulationStopped(Instant at) implements Entry {}

  /**
   * People reacted to a message that had reached them. Contacts that end and replies have entries
   * of their own behind this one.
   *
   * @param userid the member who sent it; null: SMS
   * @param persons who did what
   */
  @JsonTypeName("reacted")
  record Reacted(
      Instant at,
      String messageId,
      @Nullable String userid,
      @Nullable String mark,
      Map<Reaction, List<String>> persons)
      implements Entry {}

  /**
   * People went shopping, those whom the campaign had reached with another rate than the others.
   *
   * @param people everybody in the world then
   * @param reached those of them whom the campaign had reached
   */
  @JsonTypeName("shopped")
  record Shopped(
      Instant at,
      long seed,
      String mark,
      String currency,
      int people,
      int reached,
      List<Order> orders)
      implements Entry {}

  /** A callback reached its URL, or was given up after the last retry. */
  @JsonTypeName("callback_ended")
  record CallbackEnded(Instant at, String change, int attempts, boolean delivered)
      implements Entry {}

  static void needText(@Nullable String value, String name) {
    need(value != null && !value.isBlank(), name + " is missing");
  }

  private static void needUrl(String url) {
    try {
      need(url.startsWith("http") && new URI(url).getHost() != null, "callbackUrl is no http URL");
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("callbackUrl is no http URL", e);
    }
  }

  static void need(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
