package io.quanyu.know.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked for, and how far it is. What did not happen yet is left out.
 *
 * @param customerId as the request named her
 * @param receivedAt when she asked
 * @param dueAt until when she must have an answer
 * @param note what was asked, in the words of who wrote it down; no personal data
 * @param verification how it was found that it is she who asks
 * @param refusal why it was turned down
 * @param copy of kinds that make one, once it is made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PrivacyRequest(
    UUID id,
    RequestKind kind,
    RequestState state,
    UUID customerId,
    RequestChannel channel,
    Instant receivedAt,
    Instant dueAt,
    Deadline deadline,
    @Nullable String note,
    Step created,
    @Nullable Verified verification,
    @Nullable Step approved,
    @Nullable Step started,
    @Nullable Step ended,
    @Nullable String refusal,
    @Nullable Copy copy,
    int version) {

  /** How long before its end the time is called short. */
  public static final Duration DUE_SOON = Duration.ofDays(7);

  /** Who did something, and when. */
  public record Step(String by, Instant at) {}

  /**
   * That it is she who asks.
   *
   * @param reference of a ticket or a recording
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Verified(Verification how, @Nullable String reference, String by, Instant at) {}

  /**
   * The file for her.
   *
   * @param expiresAt when its key is destroyed
   * @param available whether it can still be downloaded
   * @param downloads how often it was
   */
  public record Copy(long sizeBytes, Instant expiresAt, boolean available, int downloads) {}

  /** How the time stands that the law leaves. */
  public static Deadline deadline(Instant dueAt, @Nullable Instant endedAt, Instant now) {
    if (endedAt != null) {
      return endedAt.isAfter(dueAt) ? Deadline.MISSED : Deadline.MET;
    }
    if (now.isAfter(dueAt)) {
      return Deadline.OVERDUE;
    }
    return now.isAfter(dueAt.minus(DUE_SOON)) ? Deadline.DUE_SOON : Deadline.RUNNING;
  }
}
