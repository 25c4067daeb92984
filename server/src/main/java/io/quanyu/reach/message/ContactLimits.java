package io.quanyu.reach.message;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.reach.message.internal.FindingLimits;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/**
 * Who must not get a message now, of all customers at once: the rules of {@link
 * io.quanyu.core.contact.ContactPolicy#decide} as sets. Addresses and quiet hours are not part of
 * it; the first tells {@code Channel.lit}, the others bind everybody alike.
 */
@Service
public final class ContactLimits {

  private final FindingLimits finding;

  public ContactLimits(FindingLimits finding) {
    this.finding = finding;
  }

  /**
   * Whom one channel must not send to. A customer may be in several sets; the first in the order of
   * {@link io.quanyu.core.contact.ContactDecision.Reason} is why.
   *
   * @param suppressed the address must not be used at all
   * @param noConsent opted out of marketing; empty for service messages
   * @param capped got, or will get, as many marketing messages as the caps allow; empty for service
   *     messages
   * @param quotaUsed the vendor takes no more for them this month (Shanghai)
   */
  public record Limits(
      RoaringBitmap suppressed,
      RoaringBitmap noConsent,
      RoaringBitmap capped,
      RoaringBitmap quotaUsed) {}

  /**
   * The limits on each channel.
   *
   * <p>Messages count that were begun, whatever became of them, and those that are planned. Not
   * counted are messages that vendors refused, that were cancelled, and that were taken back before
   * their guide confirmed. What was written to a customer who was merged into another counts for
   * the other.
   *
   * @param channels codes
   * @return new sets of present customer numbers for every channel of {@code channels}
   * @throws IllegalArgumentException if there is no such channel
   */
  public Map<String, Limits> find(Set<String> channels, MessagePurpose purpose, Instant now) {
    return finding.find(channels, purpose, now);
  }
}
