package io.quanyu.sandbox.state;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
   */
  @JsonTypeName("app")
  record AppAdded(
      String corpid,
      int agentid,
      String secret,
      @Nullable String callbackUrl,
      @Nullable String callbackToken,
      @Nullable String callbackAesKey)
      implements Entry {
    public AppAdded {
      needText(corpid, "corpid");
      needText(secret, "secret");
      if (callbackUrl != null) {
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

  /**
   * Somebody out there.
   *
   * @param externalUserid null: not on WeCom, reachable by SMS only
   * @param followedBy members who have her as a contact
   */
  @JsonTypeName("person")
  record PersonAdded(
      Instant at,
      String personId,
      @Nullable String name,
      @Nullable String phone,
      @Nullable String unionid,
      @Nullable String externalUserid,
      List<String> followedBy)
      implements Entry {
    public PersonAdded {
      needText(personId, "personId");
      followedBy = followedBy == null ? List.of() : List.copyOf(followedBy);
      need(
          followedBy.isEmpty() || externalUserid != null,
          "a person who is followed has an externalUserid");
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

  /** A callback reached its URL, or was given up after the last retry. */
  @JsonTypeName("callback_ended")
  record CallbackEnded(Instant at, String change, int attempts, boolean delivered)
      implements Entry {}

  private static void needText(@Nullable String value, String name) {
    need(value != null && !value.isBlank(), name + " is missing");
  }

  private static void need(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
