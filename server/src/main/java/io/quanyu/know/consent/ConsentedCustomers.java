package io.quanyu.know.consent;

import io.quanyu.core.consent.MinorRule;
import io.quanyu.know.consent.internal.BindingAddresses;
import io.quanyu.know.consent.internal.ChangingPurposes;
import io.quanyu.know.consent.internal.ConsentSets;
import io.quanyu.know.consent.internal.Minors;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/**
 * Whose data may be used for a purpose, of all customers at once. Every use of a set of customers
 * for a purpose – messages, personalisation, handing them to an advertising platform – passes here.
 */
@Service
public final class ConsentedCustomers {

  /** One more than the highest customer number there can be. */
  private static final long NUMBERS = 1L << 31;

  private final ChangingPurposes purposes;
  private final ConsentSets sets;
  private final Minors minors;
  private final BindingAddresses addresses;

  public ConsentedCustomers(
      ChangingPurposes purposes, ConsentSets sets, Minors minors, BindingAddresses addresses) {
    this.purposes = purposes;
    this.sets = sets;
    this.minors = minors;
    this.addresses = addresses;
  }

  /**
   * Who must be left out; disjoint new sets. They may hold numbers that nobody has.
   *
   * @param minors are known to be under 14, and nobody agreed who can
   * @param refused withdrew, or have not agreed where they would have to
   */
  public record Barred(RoaringBitmap minors, RoaringBitmap refused) {}

  /**
   * Who must be left out, as of everything that is committed now.
   *
   * @param channel code; empty for a use without one
   */
  public Barred barred(String purposeCode, Optional<String> channel) {
    var purpose = purposes.get(purposeCode);
    var said = sets.current().of(purposeCode, channel.orElse(""));
    var barredMinors = new RoaringBitmap();
    if (purpose.minors() != MinorRule.ALLOWED) {
      barredMinors.or(minors.today());
      barredMinors.andNot(said.withdrawn());
      if (purpose.minors() == MinorRule.GUARDIAN) {
        barredMinors.andNot(said.byGuardian());
      }
    }
    var refused = said.withdrawn().clone();
    if (!purpose.assumed()) {
      refused.or(RoaringBitmap.flip(said.granted(), 0L, NUMBERS));
      refused.andNot(barredMinors);
    }
    return new Barred(barredMinors, refused);
  }

  /** Those of {@code customers} whose data may be used for a purpose; a new set. */
  public RoaringBitmap keep(RoaringBitmap customers, String purposeCode, Optional<String> channel) {
    var barred = barred(purposeCode, channel);
    var kept = RoaringBitmap.andNot(customers, barred.refused());
    kept.andNot(barred.minors());
    return kept;
  }

  /**
   * Lets decisions of addresses bind who came to hold them since, up to everything that is
   * committed now. Customers who came in the last minute may be missed otherwise.
   */
  public void catchUp() {
    addresses.catchUpAll();
  }
}
