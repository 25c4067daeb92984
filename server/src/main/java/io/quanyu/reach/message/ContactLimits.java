package io.quanyu.reach.message;

import io.quanyu.core.contact.MessagePurpose;
import io.quanyu.reach.message.internal.FindingLimits;
import io.quanyu.reach.message.internal.MarketingConsent;
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
  private final MarketingConsent consent;

  public ContactLimits(FindingLimits finding, MarketingConsent consent) {
    this.finding = finding;
    this.consent = consent;
  }

  /**
   * Whom one channel must not send to. A customer may be in several sets; the first in the order of
   * {@link io.quanyu.core.contact.ContactDecision.Reason} is why.
   *
   * @param suppressed the address must not be used at all
   * @param minors under 14 without a guardian's consent; empty for service messages
   * @param noConsent withdrew consent to marketing, or never gave it where that is demanded; empty
   *     for service messages
   * @param objecting object to being chosen by profile or behaviour; empty for general messages
   * @param capped got, or will get, as many marketing messages as the caps allow; empty for service
   *     messages
   * @param quotaUsed the vendor takes no more for them this month (Shanghai)
   */
  public record Limits(
      RoaringBitmap suppressed,
      RoaringBitmap minors,
      RoaringBitmap noConsent,
      RoaringBitmap objecting,
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
   * @param isPersonalised whom it goes to was chosen by profile or behaviour
   * @return new sets for every channel of {@code channels}; they may hold numbers that no customer
   *     has
   * @throws IllegalArgumentException if there is no such channel
   */
  public Map<String, Limits> find(
      Set<String> channels, MessagePurpose purpose, boolean isPersonalised, Instant now) {
    return finding.find(channels, purpose, isPersonalised, now);
  }

  /**
   * Lets opt-outs of addresses count for customers who came to hold them in the last minute: before
   * it is chosen whom messages go to.
   */
  public void catchUp() {
    consent.catchUp();
  }

  /**
   * Customers whom marketing lost at or after a moment: who withdrew consent to it for one of the
   * channels or all, and whose address was suppressed; a new set.
   */
  public RoaringBitmap lostSince(Set<String> channels, Instant from) {
    return finding.lostSince(channels, from);
  }
}
